using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Rules;

/// <summary>The rules of one matter in one version (规则集), read from a data file that is kept with each verdict.</summary>
/// <param name="Matter">Matter code.</param>
/// <param name="Title">Matter name.</param>
/// <param name="Version">Version; a changed file has a new one.</param>
/// <param name="Verified">Whether the legal section has confirmed clauses and tolerances; else shown as 待核实.</param>
/// <param name="Rules">In the order of the report.</param>
/// <param name="FileBytes">The file itself.</param>
/// <param name="Digest">Its SM3.</param>
public sealed record RuleSet(
    string Matter, string Title, string Version, bool Verified, IReadOnlyList<ReviewRule> Rules, byte[] FileBytes, string Digest)
{
    public ReviewRule? Find(string code) => Rules.FirstOrDefault(r => r.Code == code);
}

/// <summary>One rule (审查规则).</summary>
public sealed record ReviewRule
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required RuleKind Kind { get; init; }

    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Status of a breach: <see cref="CheckStatus.Conflict"/>, <see cref="CheckStatus.Justify"/> or <see cref="CheckStatus.Information"/>.</summary>
    public required CheckStatus Severity { get; init; }

    public RuleTolerance Tolerance { get; init; } = new();

    /// <summary>Zones of the layer in which a plan must be read as well; null when there are none.</summary>
    public GuardedZones? Guarded { get; init; }

    /// <summary>Every layer the rule may read, in the order of reading.</summary>
    public IEnumerable<string> LayersToRead => Guarded is null ? Layers : Layers.Append(Guarded.Plan);

    /// <summary>In which cases the law exempts; null when it never does.</summary>
    public string? Exemption { get; init; }

    /// <summary>Who answers an attested rule.</summary>
    public string? Authority { get; init; }

    public required RuleClause Clause { get; init; }
}

/// <summary>
/// Zones that lie inside the layer and yet are not plainly free to build in (弹性发展区、特别用途区): a parcel that meets one is held
/// against the plan. Elsewhere the plan is not asked, so that its age stands in no other parcel's way.
/// </summary>
/// <param name="Name">Name of the check.</param>
/// <param name="Codes">Values of the layer's class field.</param>
/// <param name="Plan">Code of the plan's layer.</param>
public sealed record GuardedZones(string Name, IReadOnlyList<string> Codes, string Plan);

/// <summary>How a rule is computed.</summary>
public enum RuleKind
{
    /// <summary>S1: the figure is sound, its declared area agrees, and the county contains it.</summary>
    ParcelInsideCounty,

    /// <summary>S2: areas by land class.</summary>
    LandClasses,

    /// <summary>S3, S4, S10.</summary>
    MustNotOverlap,

    /// <summary>S5.</summary>
    MustLieInside,

    /// <summary>No trusted layer exists: a named officer attests on paper.</summary>
    Attested,
}

/// <summary>What a rule leaves out (容差与碎片).</summary>
public sealed record RuleTolerance
{
    /// <summary>Overlap or gap up to this does not count.</summary>
    public LegalArea Area { get; init; }

    /// <summary>A hit smaller than this and narrower than <see cref="SliverWidthMillimetres"/> is a sliver of digitising, not an overlap.</summary>
    public LegalArea SliverArea { get; init; }

    /// <summary>Mean width 2A/P in millimetres.</summary>
    public int SliverWidthMillimetres { get; init; }

    /// <summary>Allowed difference of declared and computed area; the larger of this and the share counts.</summary>
    public LegalArea DeclaredArea { get; init; }

    /// <summary>Allowed difference in millionths of the computed area.</summary>
    public int DeclaredShareMillionths { get; init; }
}

/// <summary>The legal clause behind a rule.</summary>
public sealed record RuleClause(string Text, string Title, string Full);
