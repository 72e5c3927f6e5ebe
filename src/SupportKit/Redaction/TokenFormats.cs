namespace SupportKit.Redaction;

/// <summary>
/// The forms by which issuers let their tokens be recognized. Each row is issuer, form and source. In a form, text in braces is a run:
/// its alphabet and its length, where <c>20+</c> is at least and <c>20</c> exactly that many. Sources: <c>issuer</c> is the issuer's own public
/// documentation; <c>gitleaks</c>, <c>noseyparker</c>, <c>kingfisher</c> and <c>detect-secrets</c> are the default rules of those public scanners in 2026 (the facts
/// only: prefix, alphabet, lengths); <c>github</c> is GitHub's list "Supported secret scanning patterns".
/// </summary>
internal static class TokenFormats
{
    // Alphabets: hex; up (A-Z 0-9); low (a-z 0-9); an (letters, digits); w (an _); url (an _ -); b64 (an + / =); any (url . = + / ~); d (digits).
    internal const string Table = """
        1Password | A3-{up 6}-{up 6}-{up 5}-{up 5}-{up 5}-{up 5} | gitleaks
        1Password | A3-{up 6}-{up 11}-{up 5}-{up 5}-{up 5} | gitleaks
        1Password | ops_eyJ{b64 100+} | gitleaks
        Adafruit | aio_{an 28} | noseyparker
        Adobe | p8e-{low 32} | gitleaks
        age | AGE-SECRET-KEY-1{up 58} | gitleaks
        age | AGE-PLUGIN-{up 3+}-1{up 30+} | issuer
        Airtable | pat{an 14}.{hex 62+} | gitleaks
        Alibaba Cloud | LTAI{an 12+} | gitleaks
        Amazon Web Services | AKIA{up 16} | gitleaks
        Amazon Web Services | ASIA{up 16} | gitleaks
        Amazon Web Services | ABIA{up 16} | gitleaks
        Amazon Web Services | ACCA{up 16} | gitleaks
        Amazon Web Services | A3T{up 17} | gitleaks
        Amazon Web Services | ABSK{b64 100+} | gitleaks
        Amazon Web Services | bedrock-api-key-{b64 28+} | gitleaks
        Amazon Web Services | amzn.mws.{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | noseyparker
        Amazon Web Services | da2-{low 26} | noseyparker
        Anthropic | sk-ant-{url 32+} | gitleaks
        Apify | apify_api_{an 30+} | kingfisher
        Artifactory | AKCp{an 60+} | gitleaks
        Artifactory | cmVmd{an 59} | gitleaks
        Atlassian | ATATT3{any 60+} | gitleaks
        Atlassian | ATCTT3{any 60+} | github
        Authress | sc_{low 5+}.{low 4+}.acc{any 30+} | gitleaks
        Authress | ext_{low 5+}.{low 4+}.acc{any 30+} | gitleaks
        Authress | scauth_{low 5+}.{low 4+}.acc{any 30+} | gitleaks
        Authress | authress_{low 5+}.{low 4+}.acc{any 30+} | gitleaks
        Bitbucket | ATBB{an 28+} | noseyparker
        Blynk | oa2-client-id_{url 32} | noseyparker
        Brevo | xkeysib-{hex 64}-{an 16} | gitleaks
        Brevo | xsmtpsib-{hex 64}-{an 16} | github
        Buildkite | bkua_{low 40} | kingfisher
        CircleCI | CCIPAT_{url 20+} | kingfisher
        CircleCI | CCIPRJ_{url 20+} | github
        Clojars | CLOJARS_{an 60} | gitleaks
        ClickHouse | 4b1d{an 38} | gitleaks
        ClickUp | pk_{d 7+}_{up 32} | kingfisher
        Cloudflare | v1.0-{hex 24}-{hex 146} | gitleaks
        Contentful | CFPAT-{url 43} | kingfisher
        crates.io | cio{an 32} | noseyparker
        Databricks | dapi{hex 32} | gitleaks
        Databricks | dose{hex 32} | github
        Defined Networking | dnkey-{any 26+}-{any 20+} | gitleaks
        Dependency-Track | odt_{an 32+} | noseyparker
        DigitalOcean | dop_v1_{hex 64} | gitleaks
        DigitalOcean | doo_v1_{hex 64} | gitleaks
        DigitalOcean | dor_v1_{hex 64} | gitleaks
        Discord | {url 24}.{url 6}.{url 27} | detect-secrets
        Discord | {url 26}.{url 6}.{url 38} | issuer
        Docker | dckr_pat_{url 20+} | noseyparker
        Docker | dckr_oat_{url 20+} | github
        Doppler | dp.pt.{an 40+} | gitleaks
        Doppler | dp.ct.{an 40+} | noseyparker
        Doppler | dp.sa.{an 40+} | noseyparker
        Doppler | dp.scim.{an 40+} | noseyparker
        Doppler | dp.audit.{an 40+} | noseyparker
        Doppler | dp.st.{any 40+} | noseyparker
        Dropbox | sl.{any 100+} | gitleaks
        Duffel | duffel_test_{any 43+} | gitleaks
        Duffel | duffel_live_{any 43+} | gitleaks
        Dynatrace | dt0c01.{an 24}.{an 64} | gitleaks
        Dynatrace | dt0s16.{an 24}.{an 64} | issuer
        EasyPost | EZAK{an 54} | gitleaks
        EasyPost | EZTK{an 54} | gitleaks
        Facebook | EAAM{an 100+} | gitleaks
        Facebook | EAAC{an 100+} | gitleaks
        Facebook | EAACEdEose0cBA{an 20+} | noseyparker
        Facebook | {d 15}|{url 27+} | gitleaks
        Facebook | {d 16}|{url 27+} | gitleaks
        Facebook | {d 15}%{url 27+} | gitleaks
        Facebook | {d 16}%{url 27+} | gitleaks
        Figma | figd_{url 30+} | github
        Firecrawl | fc-{hex 32} | noseyparker
        Fleetbase | flb_live_{an 20} | kingfisher
        Flexport | shltm_{url 40} | kingfisher
        Flutterwave | FLWSECK_TEST-{low 12+} | gitleaks
        Flutterwave | FLWSECK-{low 12+} | issuer
        Flutterwave | FLWPUBK_TEST-{low 32} | gitleaks
        Fly.io | fo1_{url 43} | gitleaks
        Fly.io | fm1a_{b64 100+} | gitleaks
        Fly.io | fm1r_{b64 100+} | gitleaks
        Fly.io | fm2_{b64 100+} | gitleaks
        Frame.io | fio-u-{any 64+} | gitleaks
        GitHub | ghp_{an 30+} | issuer
        GitHub | gho_{an 30+} | issuer
        GitHub | ghu_{an 30+} | issuer
        GitHub | ghs_{any 30+} | issuer
        GitHub | ghr_{an 30+} | issuer
        GitHub | github_pat_{w 40+} | issuer
        GitLab | glpat-{any 20+} | issuer
        GitLab | glptt-{url 20+} | issuer
        GitLab | glrt-{any 20+} | issuer
        GitLab | glrtr-{any 20+} | issuer
        GitLab | gldt-{url 20+} | issuer
        GitLab | glcbt-{url 20+} | issuer
        GitLab | glft-{url 20+} | issuer
        GitLab | glffct-{url 20+} | issuer
        GitLab | glimt-{url 20+} | issuer
        GitLab | glagent-{url 40+} | issuer
        GitLab | gloas-{url 40+} | issuer
        GitLab | glsoat-{url 20+} | issuer
        GitLab | glwt-{url 20+} | issuer
        GitLab | GR1348941{url 20+} | issuer
        GitLab | _gitlab_session={low 32} | gitleaks
        GoCardless | live_{url 40} | gitleaks
        GoCardless | sandbox_{url 40} | issuer
        Google | AIza{url 35} | issuer
        Google | GOCSPX-{url 20+} | noseyparker
        Google | ya29.{any 30+} | noseyparker
        Grafana | eyJrIjoi{b64 60+} | gitleaks
        Grafana | glc_{b64 32+} | gitleaks
        Grafana | glsa_{an 32}_{hex 8} | gitleaks
        Groq | gsk_{an 40+} | kingfisher
        Harness | pat.{url 22}.{an 24}.{an 20} | gitleaks
        Harness | sat.{url 22}.{an 24}.{an 20} | gitleaks
        HashiCorp | hvs.{url 24+} | issuer
        HashiCorp | hvb.{url 24+} | issuer
        HashiCorp | hvr.{url 24+} | issuer
        HashiCorp | s.{an 24} | gitleaks
        HashiCorp | {an 14}.atlasv1.{any 60+} | gitleaks
        Heroku | HRKU-{url 36+} | gitleaks
        HubSpot | pat-na1-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | kingfisher
        HubSpot | pat-na2-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | kingfisher
        HubSpot | pat-eu1-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | kingfisher
        Hugging Face | hf_{an 30+} | gitleaks
        Hugging Face | api_org_{an 30+} | gitleaks
        Infracost | ico-{an 32} | gitleaks
        Intra 42 | s-s4t2ud-{hex 64} | gitleaks
        Intra 42 | s-s4t2af-{hex 64} | gitleaks
        Ionic | ion_{low 42} | kingfisher
        Jina | jina_{an 60} | noseyparker
        JSON Web Token | ZXlK{b64 60+} | gitleaks
        LangSmith | lsv2_pt_{w 32+} | gitleaks
        LangSmith | lsv2_sk_{w 32+} | gitleaks
        LaunchDarkly | sdk-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | issuer
        LaunchDarkly | api-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | issuer
        Linear | lin_api_{an 30+} | gitleaks
        Linear | lin_oauth_{hex 30+} | github
        Lob | test_{hex 35} | gitleaks
        Lob | live_{hex 35} | gitleaks
        Lob | test_pub_{hex 31} | gitleaks
        Lob | live_pub_{hex 31} | gitleaks
        Mailchimp | {hex 32}-us{d 1+} | gitleaks
        Mailgun | key-{hex 32} | gitleaks
        Mailgun | pubkey-{hex 32} | gitleaks
        Mailgun | {hex 32}-{hex 8}-{hex 8} | gitleaks
        Mapbox | pk.{url 60}.{url 22} | gitleaks
        Mapbox | sk.{url 60+}.{url 22} | noseyparker
        Mapbox | pk.eyJ{url 40+}.{url 20+} | noseyparker
        Mapbox | sk.eyJ{url 40+}.{url 20+} | noseyparker
        MaxMind | {an 6}_{an 29}_mmk | gitleaks
        Microsoft Entra | {any 3}{d 1}Q~{any 31+} | gitleaks
        MongoDB Atlas | mdb_sa_sk_{url 40} | kingfisher
        New Relic | NRAK-{up 27} | gitleaks
        New Relic | NRAK-{low 27} | gitleaks
        New Relic | NRJS-{hex 19} | gitleaks
        New Relic | NRII-{url 32} | gitleaks
        New Relic | NRIQ-{url 32} | noseyparker
        New Relic | NRAA-{hex 27} | noseyparker
        New Relic | NRRA-{hex 42} | noseyparker
        New Relic | px-api-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | noseyparker
        New Relic | {low 36}NRAL | noseyparker
        Nightfall | NF-{an 32} | kingfisher
        Notion | ntn_{an 40+} | gitleaks
        Notion | secret_{an 43} | kingfisher
        npm | npm_{an 30+} | issuer
        NuGet | oy2{low 43} | noseyparker
        NVIDIA | nvapi-{url 60+} | kingfisher
        Octopus Deploy | API-{up 25+} | gitleaks
        OpenAI | sk-proj-{url 32+} | gitleaks
        OpenAI | sk-svcacct-{url 32+} | gitleaks
        OpenAI | sk-admin-{url 32+} | gitleaks
        OpenAI | sk-None-{url 32+} | github
        OpenAI and others | sk-{an 32+} | gitleaks
        OpenRouter | sk-or-v1-{hex 64} | github
        OpenShift | sha256~{url 43} | gitleaks
        Pagar.me | ak_live_{an 30} | kingfisher
        Perplexity | pplx-{an 40+} | gitleaks
        Plaid | access-sandbox-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | gitleaks
        Plaid | access-development-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | gitleaks
        Plaid | access-production-{hex 8}-{hex 4}-{hex 4}-{hex 4}-{hex 12} | gitleaks
        PlanetScale | pscale_tkn_{any 30+} | gitleaks
        PlanetScale | pscale_oauth_{any 30+} | gitleaks
        PlanetScale | pscale_pw_{any 30+} | gitleaks
        Postman | PMAK-{an 24}-{an 34} | gitleaks
        Prefect | pnu_{an 36} | gitleaks
        PubNub | pub-c-{hex 8}-{low 4}-{low 4}-{low 4}-{low 12} | kingfisher
        PubNub | sub-c-{hex 8}-{low 4}-{low 4}-{low 4}-{low 12} | kingfisher
        PubNub | sec-c-{b64 40+} | issuer
        Pulumi | pul-{hex 40} | gitleaks
        PyPI | pypi-{url 50+} | issuer
        ReadMe | rdme_{low 70} | gitleaks
        Replicate | r8_{url 37} | kingfisher
        RubyGems | rubygems_{hex 40+} | gitleaks
        Salesforce | 00{an 13}!{any 90+} | noseyparker
        Scalingo | tk-us-{url 48} | gitleaks
        SendGrid | SG.{any 40+} | gitleaks
        Sentry | sntrys_{any 40+} | gitleaks
        Sentry | sntryu_{hex 64} | gitleaks
        SettleMint | sm_aat_{an 16} | gitleaks
        SettleMint | sm_pat_{an 16} | gitleaks
        SettleMint | sm_sat_{an 16} | gitleaks
        Shippo | shippo_live_{hex 40} | gitleaks
        Shippo | shippo_test_{hex 40} | gitleaks
        Shopify | shpat_{hex 32} | issuer
        Shopify | shpca_{hex 32} | issuer
        Shopify | shppa_{hex 32} | issuer
        Shopify | shpss_{hex 32} | issuer
        Slack | xoxb-{url 8+} | issuer
        Slack | xoxp-{url 8+} | issuer
        Slack | xoxa-{url 8+} | gitleaks
        Slack | xoxr-{url 8+} | gitleaks
        Slack | xoxs-{url 8+} | gitleaks
        Slack | xoxo-{url 8+} | gitleaks
        Slack | xoxe-{url 20+} | gitleaks
        Slack | xoxc-{url 20+} | github
        Slack | xoxd-{any 20+} | github
        Slack | xoxe.xoxb-{url 20+} | gitleaks
        Slack | xoxe.xoxp-{url 20+} | gitleaks
        Slack | xapp-{url 14+} | gitleaks
        SonarQube | squ_{hex 40} | issuer
        SonarQube | sqp_{hex 40} | issuer
        SonarQube | sqa_{hex 40} | issuer
        Sourcegraph | sgp_{hex 16}_{hex 40} | gitleaks
        Sourcegraph | sgp_local_{hex 40} | gitleaks
        Sourcegraph | sgp_{an 40+} | gitleaks
        Sourcegraph | slk_{hex 64} | kingfisher
        Square | sq0atp-{url 22+} | gitleaks
        Square | sq0csp-{url 40+} | detect-secrets
        Square | sq0idp-{url 22+} | kingfisher
        Square | EAAA{url 22+} | gitleaks
        StackHawk | hawk.{url 20}.{url 20} | noseyparker
        Stripe | sk_live_{an 10+} | issuer
        Stripe | sk_test_{an 10+} | issuer
        Stripe | sk_prod_{an 10+} | gitleaks
        Stripe | rk_live_{an 10+} | issuer
        Stripe | rk_test_{an 10+} | issuer
        Stripe | rk_prod_{an 10+} | gitleaks
        Stripe | whsec_{b64 24+} | issuer
        Supabase | sbp_{hex 40} | kingfisher
        Supabase | sb_secret_{url 20+} | issuer
        Tailscale | tskey-{url 20+} | kingfisher
        Tavily | tvly-{url 32+} | noseyparker
        Telegram | {d 5+}:A{url 34} | gitleaks
        Twilio | SK{hex 32} | gitleaks
        Twilio | AC{hex 32} | detect-secrets
        Twitter | AAAAAAAAAAAAAAAAAAAAAA{any 60+} | gitleaks
        Typeform | tfp_{any 40+} | gitleaks
        Ubidots | BBFF-{an 30} | kingfisher
        Vercel | vcp_{an 24+} | github
        Voiceflow | VF.DM.{hex 24}.{an 16} | kingfisher
        xAI | xai-{w 70+} | kingfisher
        Yandex | AQVN{url 35+} | gitleaks
        Yandex | YC{url 38} | gitleaks
        Yandex | t1.{any 86+} | gitleaks
        Yandex | y0_{url 50+} | github
        Zoho | 1000.{hex 32}.{hex 32} | kingfisher
        """;

    private const int Buckets = 128 * 128;

    // Those that begin with a literal by its first two characters, and those that do not.
    private static readonly TokenFormat[][] ByStart = new TokenFormat[Buckets][];

    /// <summary>The forms that begin with a run, such as a number.</summary>
    public static IReadOnlyList<TokenFormat> WithoutPrefix { get; } = Read();

    /// <summary>The forms that begin with these two characters, those with the longest prefix first.</summary>
    public static ReadOnlySpan<TokenFormat> StartingWith(char first, char second) =>
        first < 128 && second < 128 ? ByStart[first * 128 + second] : default;

    private static TokenFormat[] Read()
    {
        var all = Table.Split('\n').Select(TokenFormat.Parse).ToList();
        foreach (var group in all.Where(format => format.Prefix.Length > 0).GroupBy(format => format.Prefix[..2]))
            ByStart[group.Key[0] * 128 + group.Key[1]] = [.. group.OrderByDescending(format => format.Prefix.Length)];
        return [.. all.Where(format => format.Prefix.Length == 0)];
    }
}
