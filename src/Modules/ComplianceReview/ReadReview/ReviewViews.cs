using System.Globalization;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Rules;
using Guotu.Database.Files;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.ComplianceReview.ReadReview;

/// <summary>Turns verdicts into what pages show. Clauses come from the very rule file that the verdict was made with.</summary>
public sealed class ReviewViews(RuleSets ruleSets, IFileStore files) : IReviewViews
{
    public async Task<ReviewView> OfAsync(StoredReview stored, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var rules = await RulesOfAsync(stored.Verdict, ct);
        return Of(stored.Verdict, rules, stored.Stage) with
        {
            Id = stored.ReviewId.ToString(CultureInfo.InvariantCulture),
            Stored = true,
            ReviewedAt = stored.ReviewedAt,
            ByName = stored.ByName,
            CaseId = stored.CaseId?.ToString(CultureInfo.InvariantCulture),
            Digest = stored.Digest,
            Signature = new ReviewSignatureView(stored.SignatureKeyId, stored.SignatureValid),
        };
    }

    public ReviewView Of(PreparedReview prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return Of(prepared.Verdict, RuleSetReader.Read(prepared.RuleFile), prepared.Request.Stage);
    }

    private static ReviewView Of(Verdict verdict, RuleSet? rules, ReviewStage stage)
    {
        var geometry = new DisplayGeometry(verdict.Epsg);
        return new ReviewView
        {
            Id = null,
            Stored = false,
            Overall = verdict.Overall,
            BlocksIssue = verdict.BlocksIssue,
            Stage = stage,
            ReviewedAt = null,
            ByName = null,
            Matter = verdict.Matter,
            MatterName = rules?.Title ?? verdict.Matter,
            Engine = verdict.Engine,
            RuleVersion = verdict.RuleVersion,
            RulesVerified = rules?.Verified ?? false,
            Projection = new ReviewProjection(verdict.Epsg),
            CaseId = null,
            FileName = verdict.Input.FileName,
            Parcels = verdict.Parcels.Select(p => ParcelOf(p, geometry)).ToList(),
            Checks = Ordered(verdict).Select(c => CheckOf(c, verdict, rules, geometry)).ToList(),
            Revisions = verdict.Revisions.Select(r => new ReviewRevisionView(r.Layer, r.LayerName, r.Revision, r.Digest, r.AsOf)).ToList(),
            Digest = null,
            Signature = null,
            Counts = CountsOf(verdict),
            Headline = Headline.Of(verdict),
        };
    }

    /// <summary>Conflict, undetermined, justify, then the rest; within each the order of the rules.</summary>
    private static IEnumerable<VerdictCheck> Ordered(Verdict verdict) => verdict.Checks.OrderBy(c => c.Status switch
    {
        CheckStatus.Conflict => 0,
        CheckStatus.Undetermined => 1,
        CheckStatus.Justify => 2,
        CheckStatus.Information => 3,
        _ => 4,
    });

    private static ReviewCounts CountsOf(Verdict verdict)
    {
        int Count(CheckStatus status) => verdict.Checks.Count(c => c.Status == status);
        return new ReviewCounts(
            Count(CheckStatus.Conflict),
            Count(CheckStatus.Undetermined),
            Count(CheckStatus.Justify),
            Count(CheckStatus.Information),
            Count(CheckStatus.Compliant));
    }

    private static ReviewParcelView ParcelOf(VerdictParcel parcel, DisplayGeometry geometry) => new(
        parcel.Number,
        parcel.FileNumber,
        parcel.Name,
        parcel.DeclaredArea,
        parcel.PlaneArea,
        parcel.EllipsoidalArea,
        parcel.Shape.Polygons.Length,
        parcel.Shape.Polygons.Sum(p => p.Holes.Length),
        parcel.Shape.VertexCount,
        geometry.Of(parcel.Shape));

    private static ReviewCheckView CheckOf(VerdictCheck check, Verdict verdict, RuleSet? rules, DisplayGeometry geometry)
    {
        var revision = verdict.Revisions.FirstOrDefault(r => r.Layer == check.Layer);
        var rule = rules?.Find(check.Rule);
        return new ReviewCheckView
        {
            Parcel = check.Parcel,
            Rule = check.Rule,
            Name = check.Name,
            Layer = check.Layer,
            LayerName = revision?.LayerName ?? check.Layer,
            Revision = revision?.Revision,
            AsOf = revision?.AsOf,
            Status = check.Status,
            PlaneArea = check.PlaneArea,
            EllipsoidalArea = check.EllipsoidalArea,
            Share = check.ShareMillionths / 1_000_000d,
            Clause = rule is null ? null : new ReviewClauseView(rule.Clause.Text, rule.Clause.Title, rule.Clause.Full),
            ReasonCode = check.ReasonCode,
            Reason = check.Reason,
            Attestable = rule?.Kind == RuleKind.Attested || PositionMustBeTrusted.IsRule(check.Rule),
            ExemptionBasis = rule?.Exemption,
            Attested = check.Attested is { } a ? new ReviewAttestedView(a.ByName, a.DocumentName, a.ValidUntil) : null,
            Exemption = check.Exemption is { } e ? new ReviewExemptionView(e.DocumentName, e.Basis) : null,
            Hits = check.Hits
                .Select(h => new ReviewHitView(h.FeatureId.ToString(CultureInfo.InvariantCulture), h.Label, h.PlaneArea, h.EllipsoidalArea, h.Sliver))
                .ToList(),
            Classes = check.Classes.Select(c => ClassOf(c, check.Parcel, verdict)).ToList(),
            Geometry = check.Hits.Count == 0 ? null : geometry.Of(check.Hits.Select(h => h.Shape)),
        };
    }

    private static ReviewClassView ClassOf(VerdictClass entry, int parcel, Verdict verdict)
    {
        var whole = verdict.Parcels.First(p => p.Number == parcel).PlaneArea;
        return new ReviewClassView(entry.Code, entry.Name, entry.PlaneArea, entry.EllipsoidalArea, CheckShape.Share(entry.PlaneArea, whole) / 1_000_000d);
    }

    /// <summary>The rule file by its digest; the one in force when it has the same digest; null when the file is gone.</summary>
    private async Task<RuleSet?> RulesOfAsync(Verdict verdict, CancellationToken ct)
    {
        if (ruleSets.InForce(verdict.Matter) is { } current && current.Digest == verdict.RuleDigest)
        {
            return current;
        }

        var opened = await files.OpenAsync(verdict.RuleDigest, ct);
        if (!opened.IsSuccess)
        {
            return null;
        }

        await using var stream = opened.Value;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, ct);
        return RuleSetReader.Read(copy.ToArray());
    }
}

/// <summary>Grid figures to GeoJSON geometry in degrees.</summary>
internal sealed class DisplayGeometry(int epsg)
{
    private readonly GaussKrugerZone _zone =
        GaussKrugerZone.FromEpsg(epsg) ?? throw new InvalidOperationException($"EPSG:{epsg} is no Gauss-Krüger zone");

    public object Of(GridMultiPolygon shape) => FigureGeoJson.ToElement(shape, _zone);

    public object Of(IEnumerable<GridMultiPolygon> shapes) => Of(new GridMultiPolygon([.. shapes.SelectMany(s => s.Polygons)]));
}

/// <summary>The one line that says what matters (结论一句话).</summary>
public static class Headline
{
    public static string Of(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var conflicts = verdict.Checks.Where(c => c.Status == CheckStatus.Conflict).ToList();
        var undetermined = verdict.Checks.Count(c => c.Status == CheckStatus.Undetermined);
        var tail = verdict.BlocksIssue ? "现在不能出证。" : "可以出证。";
        if (conflicts.Count > 0)
        {
            var first = conflicts[0];
            var share = first.ShareMillionths is { } m ? string.Create(CultureInfo.InvariantCulture, $"({m / 10_000m:0.00}%)") : string.Empty;
            var more = conflicts.Count > 1 ? $";另有 {conflicts.Count - 1} 项冲突" : string.Empty;
            var open = undetermined > 0 ? $";{undetermined} 项无法判定" : string.Empty;
            return $"{first.Reason ?? first.Name}{share}{more}{open}。{tail}";
        }

        return undetermined > 0 ? $"{undetermined} 项无法判定。{tail}" : $"全部审查项没有冲突。{tail}";
    }
}
