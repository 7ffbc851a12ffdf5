using Guotu.ComplianceReview.Contracts;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.RegisterCase;

/// <summary>In which town a case's parcels lie (所在镇): where most of their corners are.</summary>
public sealed class CaseTowns(ICountyTowns towns)
{
    /// <summary>Null where no town holds a corner or the towns cannot be read; then the case belongs to the county as a whole.</summary>
    public async Task<Town?> OfAsync(Verdict verdict, DateOnly onDate, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var box = verdict.Parcels.Aggregate(GridEnvelope.Empty, (all, p) => all.Union(p.Shape.Envelope));
        var there = await towns.PinAsync(box, onDate, ct);
        if (!there.IsSuccess)
        {
            return null;
        }

        var corners = verdict.Parcels.SelectMany(p => p.Shape.Rings).SelectMany(r => r.Points).Take(2000).ToList();
        return there.Value.Towns
            .Select(t => (Town: t, Corners: corners.Count(c => t.Figure.Locate(c) >= 0)))
            .Where(t => t.Corners > 0)
            .OrderByDescending(t => t.Corners)
            .ThenBy(t => t.Town.Code, StringComparer.Ordinal)
            .Select(t => t.Town)
            .FirstOrDefault();
    }
}
