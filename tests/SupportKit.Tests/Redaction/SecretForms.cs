namespace SupportKit.Tests.Redaction;

/// <summary>The ways in which secrets are written down: {0} is a password, {1} a key.</summary>
internal static class SecretForms
{
    public static readonly IReadOnlyList<string> Announced =
    [
        "token: {0}",
        "API_TOKEN={0}",
        "api_key = \"{0}\"",
        "my API key is {0}",
        "{\"token\": \"{0}\"}",
        "Authorization: Bearer {0}",
        "la clé API est {0}",
    ];

    public static readonly IReadOnlyDictionary<string, string[]> Structured = new Dictionary<string, string[]>
    {
        ["ini"] =
        [
            "[db]\nuser = app\npassword = {0}\n",
            "password={0}",
            "DB_PASSWORD={0}",
            "export PGPASSWORD={0}",
            "spring.datasource.password={0}",
            "SECRET_KEY={1}",
            "aws_secret_access_key = {1}",
            "Server=db.example.com;User Id=app;Password={0};Encrypt=True",
            "API_KEY={1}\nDEBUG=1",
            "smtp_password_prod={0}",
        ],
        ["yaml"] =
        [
            "db:\n  user: app\n  password: {0}\n",
            "password: \"{0}\"",
            "password: '{0}'",
            "- name: DB_PASSWORD\n  value: {0}\n",
            "- name: DB_PASSWORD\n  value: \"{0}\"\n",
            "apiKey: {1}",
            "client_secret: {1}",
            "password: |\n  {0}\n",
        ],
        ["json"] =
        [
            "{\"user\": \"bob\", \"password\": \"{0}\"}",
            "{\"password\":\"{0}\",\"user\":\"bob\"}",
            "{\"name\": \"DB_PASSWORD\", \"value\": \"{0}\"}",
            "{\"dbPassword\": \"{0}\"}",
            "{\"clientSecret\": \"{1}\"}",
            "{ \"access_token\" : \"{1}\", \"expires_in\": 3600 }",
            "{'password': '{0}'}",
        ],
        ["escaped json"] =
        [
            "\"{\\\"user\\\": \\\"bob\\\", \\\"password\\\": \\\"{0}\\\"}\"",
            "{\\\"password\\\":\\\"{0}\\\",\\\"x\\\":1}",
            "{\\\\\\\"password\\\\\\\":\\\\\\\"{0}\\\\\\\"}",
            "{\\\"apiKey\\\":\\\"{1}\\\"}",
            "{&quot;password&quot;:&quot;{0}&quot;}",
            "body: \"user: bob\\npassword: {0}\\nhost: x\"",
        ],
        ["xml"] =
        [
            "<password>{0}</password>",
            "<dbPassword>{0}</dbPassword>",
            "<add key=\"Password\" value=\"{0}\" />",
            "<user name=\"bob\" password=\"{0}\"/>",
            "<property name=\"password\" value=\"{0}\"/>",
            "<password encrypted=\"false\">{0}</password>",
            "<apiKey>{1}</apiKey>",
            "<ApiToken>\n    {1}\n</ApiToken>",
            "<password><![CDATA[{0}]]></password>",
        ],
        ["code"] =
        [
            "var password = \"{0}\";",
            "const password = '{0}';",
            "String dbPassword = \"{0}\";",
            "password := \"{0}\"",
            "$password = '{0}';",
            "connect(user=\"bob\", password=\"{0}\")",
            "client.setPassword(\"{0}\");",
            "new NetworkCredential(\"bob\", \"x\") { Password = \"{0}\" }",
            "System.setProperty(\"DB_PASSWORD\", \"{0}\");",
            "\"password\" => \"{0}\",",
            "api_key = '{1}'",
            "private static final String API_KEY = \"{1}\";",
            "#define API_TOKEN \"{1}\"",
            "os.environ[\"API_TOKEN\"] = \"{1}\"",
        ],
        ["headers"] =
        [
            "Authorization: Bearer {1}",
            "Authorization: token {1}",
            "Authorization: Basic {1}",
            "authorization: {1}",
            "X-Api-Key: {1}",
            "X-Auth-Token: {1}",
            "Cookie: sessionid={1}; theme=dark",
            "Set-Cookie: PHPSESSID={1}; Path=/; HttpOnly",
            "Cookie: lang=en; connect.sid={1}",
            "'Authorization': 'Bearer {1}'",
        ],
        ["urls"] =
        [
            "https://bob:{0}@git.example.com/repo.git",
            "postgres://app:{0}@db.example.com:5432/app",
            "https://example.com/hook?token={1}",
            "https://example.com/a?x=1&access_token={1}&y=2",
            "https://example.com/a?api_key={1}",
            "https://bucket.s3.amazonaws.com/a?X-Amz-Expires=60&X-Amz-Signature={1}",
            "https://account.blob.core.windows.net/c/b?sv=2024-01-01&sig={1}",
            "https://cdn.example.com/a?Expires=1709371234&Signature={1}&Key-Pair-Id=x",
            "https://hooks.slack.com/services/T0000AAAA/B0000BBBB/{1}",
            "https://discord.com/api/webhooks/123456789012345678/{1}",
            "https://acme.webhook.office.com/webhookb2/{1}",
            "https://hooks.zapier.com/hooks/catch/123456/{1}/",
        ],
        ["sql"] =
        [
            "CREATE USER app WITH PASSWORD '{0}';",
            "CREATE USER 'app'@'%' IDENTIFIED BY '{0}';",
            "ALTER USER app IDENTIFIED BY '{0}';",
            "ALTER ROLE app ENCRYPTED PASSWORD '{0}'",
            "ALTER LOGIN app WITH PASSWORD = '{0}'",
            "SET PASSWORD FOR 'app'@'%' = PASSWORD('{0}');",
            "UPDATE users SET password = '{0}' WHERE id = 1",
            "ALTER LOGIN app WITH PASSWORD = N'{0}'",
        ],
        ["curl"] =
        [
            "curl -u bob:{0} https://example.com",
            "curl --user bob:{0} https://example.com",
            "curl -u \"bob:{0}\" https://example.com",
            "curl -H \"Authorization: Bearer {1}\" https://example.com",
            "curl -H 'X-Api-Key: {1}' https://example.com",
            "curl -H 'Authorization: token {1}' https://example.com",
            "curl -d 'grant_type=password&password={0}' https://example.com",
            "curl --password {0}",
            "tool --password={0} --force",
            "sshpass -p '{0}' ssh bob@example.com",
            "mysql -u root -p{0} shop",
        ],
    };

    public static readonly IReadOnlyDictionary<string, string[]> Spoken = new Dictionary<string, string[]>
    {
        ["en"] =
        [
            "My password is {0} and it fails.",
            "The password for the staging server is {0}, please check.",
            "The password for bob: {0}",
            "password: {0}",
            "user: bob, password: {0}",
            "my pw: {0}",
            "I changed my password to {0} yesterday.",
            "login bob / password {0}",
            "The admin password is still {0}.",
            "Username bob@example.com\nPassword {0}\nCan you check?",
            "the password \"{0}\" is refused",
            "password (staging): {0}",
        ],
        ["fr"] =
        [
            "Mon mot de passe est {0} mais il est refusé.",
            "mon mot de passe c'est {0}",
            "Mot de passe : {0}",
            "mdp : {0}",
            "mdp: {0}",
            "Le mot de passe du compte est {0}.",
            "le mot de passe pour le serveur de test : {0}",
            "J'ai changé le mot de passe en {0}",
            "Identifiant : ana\nMot de passe\u00a0: {0}",
            "voici mon mot de passe : « {0} »",
        ],
        ["pt"] =
        [
            "A senha é {0} e não funciona.",
            "a senha do wifi é {0}",
            "Senha: {0}",
            "minha senha eh {0}",
            "senha do usuário: {0}",
            "Usuário: ana / Senha: {0}",
            "A palavra-passe é {0}.",
            "a senha do banco de dados é {0}",
            "troquei a senha para {0}",
        ],
        ["de"] =
        [
            "Mein Passwort ist {0} und es geht nicht.",
            "Passwort: {0}",
            "Das Passwort für den Server lautet {0}.",
            "Kennwort: {0}",
            "Benutzer: ana, Passwort: {0}",
            "Das Kennwort lautet: {0}",
            "Das Passwort vom WLAN ist {0}",
            "PW: {0}",
        ],
        ["es"] =
        [
            "Mi contraseña es {0} y no funciona.",
            "Contraseña: {0}",
            "La contraseña del servidor es {0}.",
            "contrasena: {0}",
            "Usuario: ana, contraseña: {0}",
            "la contraseña para entrar es: {0}",
            "clave: {0}",
            "mi clave es {0}",
        ],
        ["nl"] =
        [
            "Mijn wachtwoord is {0}.",
            "Wachtwoord: {0}",
            "Het wachtwoord van de server is {0}",
            "wachtwoord voor de wifi: {0}",
        ],
        ["pl"] = ["Moje hasło to {0}.", "Hasło: {0}", "hasło do serwera: {0}", "haslo: {0}", "Hasło do konta to {0}"],
        ["it"] =
        [
            "La mia password è {0}.",
            "Password: {0}",
            "la password per il server è {0}",
            "parola d'ordine: {0}",
            "La password della wifi: {0}",
        ],
    };

    /// <summary>The secret is announced once, and stands in the text again.</summary>
    public static readonly IReadOnlyList<string> Repeated =
    [
        "password: {0}\nWhen I type {0} the page says that {0} is wrong.",
        "I tried {0} first. My password is {0}.",
        "<password>{0}</password>\nlog: sign-in with bob/{0} failed",
        "mot de passe : {0}\n> {0}",
    ];
}
