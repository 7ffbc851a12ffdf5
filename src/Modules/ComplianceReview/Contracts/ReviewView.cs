using Guotu.Hosting.Http;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Contracts;

/// <summary>Turns verdicts into what pages show (结论视图).</summary>
public interface IReviewViews
{
    /// <summary>A stored verdict, with the clauses of the very rule file it was made with.</summary>
    Task<ReviewView> OfAsync(StoredReview stored, CancellationToken ct);

    /// <summary>A verdict that is not stored (预审查): without id, digest and signature.</summary>
    ReviewView Of(PreparedReview prepared);
}

/// <summary>A verdict as the API gives it. Areas in m²; geometry as GeoJSON in EPSG:4490, longitude first, for display only.</summary>
public sealed record ReviewView
{
    /// <summary>Null for a pre-check that is not stored.</summary>
    public required string? Id { get; init; }

    public required bool Stored { get; init; }

    public required Overall Overall { get; init; }

    public required bool BlocksIssue { get; init; }

    public required ReviewStage Stage { get; init; }

    public required Instant? ReviewedAt { get; init; }

    public required string? ByName { get; init; }

    public required string Matter { get; init; }

    public required string MatterName { get; init; }

    public required string Engine { get; init; }

    public required string RuleVersion { get; init; }

    /// <summary>False while the legal section has not confirmed clauses and tolerances (待核实).</summary>
    public required bool RulesVerified { get; init; }

    public required ReviewProjection Projection { get; init; }

    public required string? CaseId { get; init; }

    public required string FileName { get; init; }

    public required IReadOnlyList<ReviewParcelView> Parcels { get; init; }

    public required IReadOnlyList<ReviewCheckView> Checks { get; init; }

    public required IReadOnlyList<ReviewRevisionView> Revisions { get; init; }

    public required string? Digest { get; init; }

    public required ReviewSignatureView? Signature { get; init; }

    public required ReviewCounts Counts { get; init; }

    /// <summary>One line for the banner, the decision first.</summary>
    public required string Headline { get; init; }
}

public sealed record ReviewProjection(int Epsg);

public sealed record ReviewSignatureView(string KeyId, bool Valid);

public sealed record ReviewCounts(int Conflict, int Undetermined, int Justify, int Information, int Compliant);

public sealed record ReviewRevisionView(string Layer, string Name, int Revision, string Digest, DateOnly AsOf);

public sealed record ReviewParcelView(
    int Number, string FileNumber, string Name, LegalArea? DeclaredArea, LegalArea PlaneArea, LegalArea EllipsoidalArea, int Parts, int Holes, int Vertices, [property: GeoJson(GeoJsonKind.Geometry)] object Geometry);

public sealed record ReviewClauseView(string Text, string Title, string Full);

public sealed record ReviewAttestedView(string By, string Document, DateOnly ValidUntil);

public sealed record ReviewExemptionView(string Document, string Basis);

public sealed record ReviewHitView(string FeatureId, string Label, LegalArea PlaneArea, LegalArea EllipsoidalArea, bool Sliver);

public sealed record ReviewClassView(string Code, string Name, LegalArea PlaneArea, LegalArea EllipsoidalArea, double Share);

public sealed record ReviewCheckView
{
    public required int Parcel { get; init; }

    public required string Rule { get; init; }

    public required string Name { get; init; }

    public required string? Layer { get; init; }

    public required string? LayerName { get; init; }

    public required int? Revision { get; init; }

    public required DateOnly? AsOf { get; init; }

    public required CheckStatus Status { get; init; }

    public required LegalArea? PlaneArea { get; init; }

    public required LegalArea? EllipsoidalArea { get; init; }

    public required double? Share { get; init; }

    public required ReviewClauseView? Clause { get; init; }

    public required string? ReasonCode { get; init; }

    public required string? Reason { get; init; }

    public required bool Attestable { get; init; }

    public required string? ExemptionBasis { get; init; }

    public required ReviewAttestedView? Attested { get; init; }

    public required ReviewExemptionView? Exemption { get; init; }

    public required IReadOnlyList<ReviewHitView> Hits { get; init; }

    public required IReadOnlyList<ReviewClassView> Classes { get; init; }

    [GeoJson(GeoJsonKind.Geometry)]
    public required object? Geometry { get; init; }
}
