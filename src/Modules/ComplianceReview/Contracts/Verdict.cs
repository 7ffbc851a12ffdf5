using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Contracts;

/// <summary>
/// What a review found (审查结论), complete enough to be recomputed. Two runs over the same input, data revisions, rules and
/// date give the same canonical body to the byte.
/// </summary>
public sealed record Verdict
{
    public required string Matter { get; init; }

    public required string RuleVersion { get; init; }

    /// <summary>SM3 of the rule file; the file itself is kept in the file store.</summary>
    public required string RuleDigest { get; init; }

    /// <summary>Name and number of the algorithm; it changes only when an outcome could change.</summary>
    public required string Engine { get; init; }

    /// <summary>EPSG code of the plane in which areas and overlays were computed.</summary>
    public required int Epsg { get; init; }

    /// <summary>The legal date for which age of data and validity of papers were judged.</summary>
    public required DateOnly EvaluatedOn { get; init; }

    /// <summary>Attestations and exemptions are those recorded up to this instant; not part of the canonical body.</summary>
    public required Instant PapersAt { get; init; }

    public required VerdictInput Input { get; init; }

    public required IReadOnlyList<VerdictParcel> Parcels { get; init; }

    public required IReadOnlyList<VerdictRevision> Revisions { get; init; }

    public required IReadOnlyList<VerdictCheck> Checks { get; init; }

    public Overall Overall => Checks.Any(c => c.Status == CheckStatus.Conflict) ? Overall.Conflict
        : Checks.Any(c => c.Status == CheckStatus.Undetermined) ? Overall.Undetermined
        : Overall.Compliant;

    /// <summary>Whether a certificate may not be issued: an unexempted conflict or an undetermined check.</summary>
    public bool BlocksIssue => Checks.Any(c => c.BlocksIssue);
}

/// <summary>The coordinate file and how it was read.</summary>
/// <param name="FileDigest">SM3 of the file as uploaded.</param>
/// <param name="FileName">Its name, for people only: not part of the canonical body.</param>
/// <param name="Axis">Which axis order the user confirmed: <c>asWritten</c>, <c>northFirst</c>, <c>eastFirst</c>.</param>
/// <param name="Zone">Zone the user chose, or null when the file names it.</param>
public sealed record VerdictInput(string FileDigest, string FileName, string Axis, int? Zone)
{
    /// <summary>Layer, or file of an archive, that the user chose where there are several; null where none was chosen.</summary>
    public string? Layer { get; init; }
}

/// <summary>A parcel as computed.</summary>
public sealed record VerdictParcel
{
    public required int Number { get; init; }

    public required string FileNumber { get; init; }

    public required string Name { get; init; }

    public required LegalArea? DeclaredArea { get; init; }

    public required LegalArea PlaneArea { get; init; }

    public required LegalArea EllipsoidalArea { get; init; }

    public required GridMultiPolygon Shape { get; init; }
}

/// <summary>A pinned data revision.</summary>
/// <param name="Layer">Layer code.</param>
/// <param name="LayerName">Its Chinese name, for people only.</param>
/// <param name="Revision">Revision number.</param>
/// <param name="Digest">Merkle name of its snapshot.</param>
/// <param name="AsOf">Legal date of the data (数据时点).</param>
public sealed record VerdictRevision(string Layer, string LayerName, int Revision, string Digest, DateOnly AsOf);

/// <summary>One check of one parcel against one layer.</summary>
public sealed record VerdictCheck
{
    public required int Parcel { get; init; }

    public required string Rule { get; init; }

    public required string Name { get; init; }

    public string? Layer { get; init; }

    public required CheckStatus Status { get; init; }

    public LegalArea? PlaneArea { get; init; }

    public LegalArea? EllipsoidalArea { get; init; }

    /// <summary>Plane area over the parcel's plane area, in millionths.</summary>
    public int? ShareMillionths { get; init; }

    /// <summary>Stable code of why, such as <c>layer-stale</c>; null when nothing needs saying.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The same in Chinese with figures, for people.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<VerdictHit> Hits { get; init; } = [];

    public IReadOnlyList<VerdictClass> Classes { get; init; } = [];

    public AttestationUsed? Attested { get; init; }

    public ExemptionUsed? Exemption { get; init; }

    public bool BlocksIssue => Status == CheckStatus.Undetermined || (Status == CheckStatus.Conflict && Exemption is null);
}

/// <summary>One feature that was met.</summary>
/// <param name="FeatureId">Our feature id.</param>
/// <param name="Label">Its number as staff know it, for people only.</param>
/// <param name="Sliver">Whether the rule's sliver policy leaves it out.</param>
public sealed record VerdictHit(long FeatureId, string Label, LegalArea PlaneArea, LegalArea EllipsoidalArea, bool Sliver, GridMultiPolygon Shape);

/// <summary>Area of one land class (地类) within a parcel.</summary>
public sealed record VerdictClass(string Code, string Name, LegalArea PlaneArea, LegalArea EllipsoidalArea);

/// <summary>A paper by which a named officer answered a check (人工认定).</summary>
public sealed record AttestationUsed(long AttestationId, string DocumentDigest, DateOnly ValidUntil, string ByName, string DocumentName);

/// <summary>A paper that lawfully exempts from a conflict (豁免依据).</summary>
public sealed record ExemptionUsed(long ExemptionId, string DocumentDigest, string Basis, string DocumentName);
