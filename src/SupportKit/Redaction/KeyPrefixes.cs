using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>
/// The prefixes by which issuers let their keys be recognised, as they are commonly known from the issuers' public
/// documentation. Lengths are lower bounds; a key of a shape not listed here is found only beside a word that names it.
/// </summary>
internal static class KeyPrefixes
{
    /// <param name="Prefix">What the key begins with.</param>
    /// <param name="Least">The fewest characters that follow; issuers lengthen keys, and do not shorten them.</param>
    /// <param name="More">Characters besides letters and digits that may follow.</param>
    internal readonly record struct KeyShape(string Prefix, int Least, string More = "");

    private static readonly KeyShape[] Shapes =
    [
        new("AKIA", 16), // Amazon Web Services
        new("ASIA", 16),
        new("AIza", 35, "_-"), // Google
        new("GOCSPX-", 20, "_-"),
        new("ya29.", 30, "_-."),
        new("ghp_", 30), // GitHub
        new("gho_", 30),
        new("ghu_", 30),
        new("ghs_", 30),
        new("ghr_", 30),
        new("github_pat_", 40, "_"),
        new("glpat-", 20, "_-."), // GitLab
        new("xoxb-", 20, "-"), // Slack
        new("xoxp-", 20, "-"),
        new("xoxa-", 20, "-"),
        new("xoxr-", 20, "-"),
        new("xoxs-", 20, "-"),
        new("xapp-", 20, "-"),
        new("sk_live_", 16), // Stripe
        new("sk_test_", 16),
        new("rk_live_", 16),
        new("rk_test_", 16),
        new("whsec_", 24, "+/="),
        new("sk-proj-", 32, "_-"), // OpenAI
        new("sk-ant-", 32, "_-"), // Anthropic
        new("sk-", 40), // of several
        new("hf_", 30), // Hugging Face
        new("npm_", 30), // npm
        new("pypi-", 50, "_-"), // PyPI
        new("oy2", 43), // NuGet
        new("rubygems_", 40), // RubyGems
        new("dckr_pat_", 20, "_-"), // Docker
        new("SG.", 60, "_-."), // SendGrid
        new("xkeysib-", 60, "-"), // Brevo
        new("shpat_", 32), // Shopify
        new("shpss_", 32),
        new("shpca_", 32),
        new("shppa_", 32),
        new("dop_v1_", 60), // DigitalOcean
        new("PMAK-", 40, "-"), // Postman
        new("lin_api_", 30), // Linear
        new("ntn_", 40), // Notion
        new("ATATT3", 60, "_-="), // Atlassian
        new("figd_", 30, "_-"), // Figma
        new("sntrys_", 40, "_-+/="), // Sentry
        new("glsa_", 32, "_"), // Grafana
        new("NRAK-", 27), // New Relic
        new("dapi", 32), // Databricks
        new("hvs.", 24, "_-"), // Vault
        new("sq0atp-", 22, "_-"), // Square
        new("sq0csp-", 40, "_-"),
        new("pscale_tkn_", 30, "_-."), // PlanetScale
        new("sbp_", 40), // Supabase
        new("AGE-SECRET-KEY-1", 50), // age
    ];

    private static readonly SearchValues<string> Prefixes = SearchValues.Create(
        [.. Shapes.Select(shape => shape.Prefix)],
        StringComparison.Ordinal
    );

    /// <summary>Where the next prefix stands; negative when there is none.</summary>
    public static int IndexOf(ReadOnlySpan<char> text) => text.IndexOfAny(Prefixes);

    /// <summary>The shape whose prefix this text begins with; the longest of several.</summary>
    public static KeyShape ShapeOf(ReadOnlySpan<char> text)
    {
        var best = new KeyShape("", int.MaxValue);
        foreach (var shape in Shapes)
        {
            if (shape.Prefix.Length > best.Prefix.Length && text.StartsWith(shape.Prefix, StringComparison.Ordinal))
                best = shape;
        }
        return best;
    }
}
