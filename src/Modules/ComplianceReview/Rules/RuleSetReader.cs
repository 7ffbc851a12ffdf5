using System.Globalization;
using System.Text;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto;
using Guotu.Kernel.Figures;
using YamlDotNet.Serialization;

namespace Guotu.ComplianceReview.Rules;

/// <summary>Reads a rule file strictly: an unknown key, kind or severity throws, because a rule that is half understood is worse than none.</summary>
public static class RuleSetReader
{
    public static RuleSet Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var file = new DeserializerBuilder().Build().Deserialize<FileShape>(Encoding.UTF8.GetString(bytes));
        var rules = file.rules.Select(ToRule).ToList();
        var twice = rules.GroupBy(r => r.Code).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new RuleSet(file.matter, file.title, file.version, file.verified, rules, bytes, Convert.ToHexString(Sm3.Hash(bytes)).ToLowerInvariant())
            : throw new FormatException($"Rule {twice.Key} is there twice");
    }

    private static ReviewRule ToRule(RuleShape shape)
    {
        var rule = new ReviewRule
        {
            Code = shape.code,
            Name = shape.name,
            Kind = KindOf(shape.kind),
            Layers = shape.layers,
            Severity = SeverityOf(shape.severity),
            Tolerance = ToleranceOf(shape.tolerance),
            Guarded = shape.guarded is { } guarded ? new GuardedZones(guarded.name, guarded.codes, guarded.plan) : null,
            Exemption = shape.exemption,
            Authority = shape.authority,
            Clause = new RuleClause(shape.clause.text, shape.clause.title, shape.clause.full),
        };
        if (rule.Guarded is { } zones
            && (rule.Kind != RuleKind.MustLieInside || zones.Codes.Count == 0 || zones.Name.Length == 0 || zones.Plan.Length == 0))
        {
            throw new FormatException($"Rule {rule.Code}: guarded zones belong to a must-lie-inside rule and name codes and a plan");
        }

        var attested = rule.Kind == RuleKind.Attested;
        return attested == (rule.Layers.Count == 0) && attested == (rule.Authority is not null)
            ? rule
            : throw new FormatException($"Rule {rule.Code}: an attested rule names an authority and no layer, any other names layers and no authority");
    }

    private static RuleKind KindOf(string kind) => kind switch
    {
        "parcel-inside-county" => RuleKind.ParcelInsideCounty,
        "land-classes" => RuleKind.LandClasses,
        "must-not-overlap" => RuleKind.MustNotOverlap,
        "must-lie-inside" => RuleKind.MustLieInside,
        "attested" => RuleKind.Attested,
        _ => throw new FormatException($"Unknown rule kind {kind}"),
    };

    private static CheckStatus SeverityOf(string severity) => severity switch
    {
        "conflict" => CheckStatus.Conflict,
        "justify" => CheckStatus.Justify,
        "information" => CheckStatus.Information,
        _ => throw new FormatException($"Unknown severity {severity}"),
    };

    private static RuleTolerance ToleranceOf(Dictionary<string, string> values)
    {
        var known = new HashSet<string> { "area", "sliverArea", "sliverWidth", "declaredArea", "declaredShare" };
        if (values.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
        {
            throw new FormatException($"Unknown tolerance {unknown}");
        }

        decimal Value(string key) => values.TryGetValue(key, out var text) ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0m;
        return new RuleTolerance
        {
            Area = LegalArea.FromSquareMetres(Value("area")),
            SliverArea = LegalArea.FromSquareMetres(Value("sliverArea")),
            SliverWidthMillimetres = (int)(Value("sliverWidth") * 1000m),
            DeclaredArea = LegalArea.FromSquareMetres(Value("declaredArea")),
            DeclaredShareMillionths = (int)(Value("declaredShare") * 1_000_000m),
        };
    }

#pragma warning disable IDE1006, CA1812 // Names are the keys of the file.
    private sealed class FileShape
    {
        public string matter { get; init; } = string.Empty;

        public string title { get; init; } = string.Empty;

        public string version { get; init; } = string.Empty;

        public bool verified { get; init; }

        public List<RuleShape> rules { get; init; } = [];
    }

    private sealed class RuleShape
    {
        public string code { get; init; } = string.Empty;

        public string name { get; init; } = string.Empty;

        public string kind { get; init; } = string.Empty;

        public List<string> layers { get; init; } = [];

        public string severity { get; init; } = string.Empty;

        public Dictionary<string, string> tolerance { get; init; } = [];

        public GuardedShape? guarded { get; init; }

        public string? exemption { get; init; }

        public string? authority { get; init; }

        public ClauseShape clause { get; init; } = new();
    }

    private sealed class GuardedShape
    {
        public string name { get; init; } = string.Empty;

        public List<string> codes { get; init; } = [];

        public string plan { get; init; } = string.Empty;
    }

    private sealed class ClauseShape
    {
        public string text { get; init; } = string.Empty;

        public string title { get; init; } = string.Empty;

        public string full { get; init; } = string.Empty;
    }
#pragma warning restore IDE1006, CA1812
}
