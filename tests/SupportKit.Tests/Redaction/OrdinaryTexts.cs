using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportKit.Tests.Redaction;

/// <summary>
/// Ordinary support messages in English, French and Portuguese, written for this project: sentences with places that are
/// filled with what such messages hold, and what a scanner may take for a secret.
/// </summary>
internal static partial class OrdinaryTexts
{
    private const string Hex = "0123456789abcdef";
    private const string Digits = "0123456789";

    private static readonly string[] Sentences =
    [
        // English
        "Hello, I forgot my password and the reset mail does not arrive. My account is {email}.",
        "The password field stays red even though my password is longer than {small} characters.",
        "Password: the rules say {small} characters, but mine is refused.",
        "Is the password the same as before? My colleague says that the password is case-sensitive.",
        "After the update to version {version} the login page answers with HTTP {status}.",
        "Order {order16} was paid twice, see invoice INV-{order8}.",
        "Our order number is {order10}, the parcel number is {order12}.",
        "Please call me back on {phone} after {time}.",
        "The build of commit {sha} fails since {date}.",
        "Request id {guid}, correlation id {guid32}.",
        "The API key page is empty. Where do I find the API key for the sandbox?",
        "The token expires after {small} minutes; is there a way to refresh the token?",
        "Error: invalid_token: the access token is expired or revoked.",
        "Unexpected token: line {small}, position {small}.",
        "It happens on {ip}, port {port}, MAC {mac}.",
        "Image: data:image/png;base64,{base64}",
        "at Acme.Orders.OrderService.PayAsync(Order order, CancellationToken token) in OrderService.cs:line {small}",
        "{timestamp} ERROR [worker-{small}] Request {guid} failed with timeout after {order8} ms",
        "The export has {order8} lines and weighs {small}.{small} MB; total {amount}.",
        "GTIN {ean}, batch {order10}, sku SKU-{order8}.",
        "My passport number is on the form; the pass for the event did not arrive. PIN {small} of the plug is bent.",
        "How long is a session? The secret is a good cache: {small} seconds.",
        "See https://example.com/orders/{order12}?page={small}&from={date} and https://example.com:{port}/@team.",
        "The webhook signature is computed as sha256={sha256}.",
        "I use two devices, iPhone {small} and a laptop with build {version}.",
        // Français
        "Bonjour, j'ai oublié mon mot de passe et le lien n'arrive pas à {email}.",
        "Le mot de passe est refusé alors que le mot de passe est correct.",
        "Mot de passe : oublié. Identifiant : {email}.",
        "Quel est le mot de passe par défaut ? La page demande un mot de passe de {small} caractères.",
        "Ma commande {order10} du {frdate} n'est pas arrivée, colis n° {order12}.",
        "La facture F{order8} de {amount} est en double.",
        "Merci de me rappeler au {frphone}.",
        "Depuis la version {version}, la page affiche une erreur {status}.",
        "La clé API ne marche plus. Où trouver la clé d'API ?",
        "Le jeton est expiré, comment obtenir un nouveau jeton ?",
        "SIRET {order14}, dossier {order8}-{order8}.",
        "Le serveur {ip} ne répond plus depuis {time}.",
        "Identifiant de la demande : {guid}.",
        "La carte du site ne s'affiche pas ; la carte bancaire est refusée au paiement.",
        "L'empreinte du fichier est {sha256}.",
        "Mon IBAN n'est pas accepté dans le formulaire ; le champ demande {small} caractères.",
        // Português
        "Olá, esqueci a senha e o usuário; o e-mail é {email}.",
        "A senha é inválida, mas a senha é a mesma de sempre.",
        "Senha: obrigatória. Por que o campo não aceita {small} caracteres?",
        "Senha e usuário estão certos, mas o sistema responde {status}.",
        "O pedido {order10} de {frdate} não chegou, rastreio {order12}.",
        "A nota fiscal {order9} de {amount} está errada, chave de acesso {order44}.",
        "Por favor, ligue para {brphone}.",
        "CNPJ {cnpj}, CPF {cpf}.",
        "Desde a versão {version} a página mostra o erro {status}.",
        "A chave da API não funciona. Onde encontro a chave de API do ambiente de teste?",
        "O token expira em {small} minutos; como renovar o token de acesso?",
        "O pipeline orders-sync falha com o id {guid}.",
        "O servidor {ip} não responde desde {time}.",
        "O hash do arquivo é {sha}.",
        "Boleto {boleto}, vencimento {frdate}.",
        "O cartão foi recusado; o cartão termina em {last4}.",
        .. MoreOrdinarySentences.All,
    ];

    /// <summary>Each sentence alone with several fillings, and messages of several sentences.</summary>
    public static IReadOnlyList<string> All(int seed)
    {
        var random = new Random(seed);
        var texts = new List<string>();
        for (var round = 0; round < 12; round++)
            texts.AddRange(Sentences.Select(sentence => Fill(random, sentence)));
        for (var i = 0; i < 400; i++)
        {
            var count = 2 + random.Next(4);
            texts.Add(
                string.Join(
                    random.Next(2) == 0 ? " " : "\n",
                    Enumerable.Range(0, count).Select(_ => Fill(random, Sentences[random.Next(Sentences.Length)]))
                )
            );
        }
        return texts;
    }

    [GeneratedRegex(@"\{([a-z]+[0-9]*)\}")]
    private static partial Regex PlaceName();

    /// <summary>How many kinds of sentences there are.</summary>
    public static int Kinds => Sentences.Length;

    private static string Fill(Random random, string sentence)
    {
        // A place is a name in braces; braces with spaces belong to the text.
        return PlaceName().Replace(sentence, place => Value(random, place.Groups[1].Value));
    }

    private static string Value(Random random, string place)
    {
        return place switch
        {
            "email" => $"{Take("abcdefghij", 6)}.{Take(Digits, 3)}@example.com",
            "small" => Number(2, 60),
            "version" => $"{Number(1, 20)}.{Number(0, 30)}.{Number(0, 99999)}.{Number(0, 9999)}",
            "status" => Number(400, 505),
            "port" => Number(1024, 65535),
            "phone" => $"+{Number(1, 99)} {Take(Digits, 3)} {Take(Digits, 3)} {Take(Digits, 4)}",
            "frphone" => $"0{Number(1, 8)} {Take(Digits, 2)} {Take(Digits, 2)} {Take(Digits, 2)} {Take(Digits, 2)}",
            "brphone" => $"({Number(11, 99)}) 9{Take(Digits, 4)}-{Take(Digits, 4)}",
            "time" => $"{Number(10, 24)}:{Number(10, 60)}",
            "date" => $"2026-{Number(10, 13)}-{Number(10, 29)}",
            "frdate" => $"{Number(10, 29)}/{Number(10, 13)}/2026",
            "timestamp" =>
                $"2026-03-{Number(10, 29)}T{Number(10, 24)}:{Number(10, 60)}:{Number(10, 60)}.{Take(Digits, 6)}Z",
            "guid" => $"{Take(Hex, 8)}-{Take(Hex, 4)}-4{Take(Hex, 3)}-a{Take(Hex, 3)}-{Take(Hex, 12)}",
            "guid32" => Take(Hex, 32),
            "sha" => Take(Hex, 40),
            "sha256" => Take(Hex, 64),
            "ip" => $"{Number(1, 255)}.{Number(0, 255)}.{Number(0, 255)}.{Number(0, 255)}",
            "mac" => string.Join(':', Enumerable.Range(0, 6).Select(_ => Take(Hex, 2))),
            "base64" => Take("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 400),
            "amount" => $"{Number(1, 999)} {Take(Digits, 3)},{Take(Digits, 2)}",
            "ean" => Take(Digits, 13),
            "cnpj" => $"{Take(Digits, 2)}.{Take(Digits, 3)}.{Take(Digits, 3)}/0001-{Take(Digits, 2)}",
            "cpf" => $"{Take(Digits, 3)}.{Take(Digits, 3)}.{Take(Digits, 3)}-{Take(Digits, 2)}",
            "boleto" =>
                $"{Take(Digits, 5)}.{Take(Digits, 5)} {Take(Digits, 5)}.{Take(Digits, 6)} {Take(Digits, 5)}.{Take(Digits, 6)} {Take(Digits, 1)} {Take(Digits, 14)}",
            "last4" => Take(Digits, 4),
            "siret" => WithLuhn(random.Next(2) == 0 ? "36" : "38", 14),
            "nfe" => string.Join(' ', Enumerable.Range(0, 11).Select(_ => Take(Digits, 4))),
            "pin6" => $"{Number(110000, 855999)}",
            "code6" => Take("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6),
            "word" => Take("abcdefghijklmnoprstuvw", 7),
            "micros" => $"17{Take(Digits, 14)}",
            "hex16" => Take(Hex, 16),
            "page" => Take("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32),
            _ => Take(Digits, int.Parse(place["order".Length..], CultureInfo.InvariantCulture)),
        };

        string WithLuhn(string prefix, int length) => new RandomText(random.Next()).Card(prefix, length);

        string Number(int from, int below) => random.Next(from, below).ToString(CultureInfo.InvariantCulture);

        string Take(string alphabet, int length) => SecretSamples.Take(random, alphabet, length);
    }
}
