using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Usage;

/// <summary>Use of one layer by one person through one service on one day.</summary>
public sealed record MapUsageView(DateOnly Day, string Layer, string LayerName, string Person, string Service, int Requests, double Features);

/// <summary>The statistics as the security administrator sees them.</summary>
internal sealed class UsageList(UsageTally tally, IPeople people, ILayerCatalogue catalogue, IClock clock)
{
    private const int DaysShown = 31;

    /// <summary>The last days up to today, newest first.</summary>
    public async Task<IReadOnlyList<MapUsageView>> ReadAsync(CancellationToken ct)
    {
        await tally.FlushAsync(ct);
        var rows = await tally.ListAsync(clock.Today.AddDays(-DaysShown), clock.Today, ct);
        var names = await people.NamesAsync([.. rows.Select(r => r.UserId).Distinct()], ct);
        return
        [
            .. rows.Select(r => new MapUsageView(
                r.UsageDay, r.LayerCode, catalogue.Find(r.LayerCode)?.Name ?? r.LayerCode, names.GetValueOrDefault(r.UserId, string.Empty), r.ServiceCode,
                (int)Math.Min(int.MaxValue, r.RequestCount), r.FeatureCount)),
        ];
    }
}
