using System.Collections.Concurrent;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Ogc;

/// <summary>
/// Answers queries on a layer as the caller sees it: exact counts, and features as a stream. Counts and orders are kept by stamp, so that the
/// pages of one walk are counted and sorted once.
/// </summary>
internal sealed class FeatureSelection
{
    private const int MostCounts = 4_096;
    private const int MostOrders = 8;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long[]> _orders = new(StringComparer.Ordinal);

    /// <summary>How many features match, exactly.</summary>
    public Result<int> Count(ISeenLayer layer, FeatureQuery query, CancellationToken ct)
    {
        if (query.Conditions.Count == 0)
        {
            return layer.Totals(ct).Map(t => t.Count);
        }

        if (KnownCount(layer, query) is { } kept)
        {
            return kept;
        }

        var count = 0;
        foreach (var feature in Matching(layer, query, long.MinValue, ct))
        {
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            count++;
        }

        return Keep(layer, query, count);
    }

    /// <summary>How many features match, where that was found out before.</summary>
    public int? KnownCount(ISeenLayer layer, FeatureQuery query) => _counts.TryGetValue(KeyOf(layer, query), out var kept) ? kept : null;

    /// <summary>Keeps what somebody counted who went through all that match.</summary>
    public int Keep(ISeenLayer layer, FeatureQuery query, int count)
    {
        Room(_counts, MostCounts);
        return _counts[KeyOf(layer, query)] = count;
    }

    /// <summary>Matching features in the query's order, after one or from the start, each read when it is asked for.</summary>
    public Result<IEnumerable<Result<SnapshotFeature>>> Stream(ISeenLayer layer, FeatureQuery query, long? after, CancellationToken ct)
    {
        if (query.Sort.Count == 0)
        {
            return Result<IEnumerable<Result<SnapshotFeature>>>.Of(Matching(layer, query, after ?? long.MinValue, ct));
        }

        var order = OrderOf(layer, query, ct);
        if (order.Error is { } damaged)
        {
            return damaged;
        }

        var start = after is { } id ? Array.IndexOf(order.Value, id) + 1 : 0;
        return after is not null && start == 0
            ? new Error(KernelErrors.NotFound, ("what", "续页的起点"))
            : Result<IEnumerable<Result<SnapshotFeature>>>.Of(order.Value.Skip(start).Select(i => layer.Find(i).Map(f => f!)));
    }

    private static string KeyOf(ISeenLayer layer, FeatureQuery query) => layer.Stamp + "\n" + query.Key;

    private static IEnumerable<Result<SnapshotFeature>> Matching(ISeenLayer layer, FeatureQuery query, long after, CancellationToken ct)
    {
        var projection = new GaussKrugerProjection(layer.Zone);
        GridEnvelope? box = null;
        if (query.Conditions.Select(c => c.Reach).FirstOrDefault(r => r is not null) is { } reach)
        {
            box = Reach.Of(reach, projection);
            if (box is null)
            {
                yield break;
            }
        }

        foreach (var feature in layer.Walk(box, after))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is not null || Matches(feature.Value, layer, query, projection))
            {
                yield return feature;
            }
        }
    }

    private static bool Matches(SnapshotFeature feature, ISeenLayer layer, FeatureQuery query, GaussKrugerProjection projection)
    {
        if (query.Conditions.Count == 0)
        {
            return true;
        }

        var values = new FeatureValues(feature, layer.Columns, projection);
        return query.Conditions.All(c => c.Test(values) == true);
    }

    private Result<long[]> OrderOf(ISeenLayer layer, FeatureQuery query, CancellationToken ct)
    {
        var key = KeyOf(layer, query);
        if (_orders.TryGetValue(key, out var kept))
        {
            return kept;
        }

        var projection = new GaussKrugerProjection(layer.Zone);
        var rows = new List<(long Id, object?[] Values)>();
        foreach (var feature in Matching(layer, query, long.MinValue, ct))
        {
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            var values = new FeatureValues(feature.Value, layer.Columns, projection);
            rows.Add((feature.Value.Id, [.. query.Sort.Select(s => values[s.Field])]));
        }

        rows.Sort((a, b) => Order(query.Sort, a, b));
        Room(_orders, MostOrders);
        return _orders[key] = [.. rows.Select(r => r.Id)];
    }

    private static int Order(IReadOnlyList<SortKey> keys, (long Id, object?[] Values) a, (long Id, object?[] Values) b)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var order = (a.Values[i], b.Values[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                var (left, right) => keys[i].Descending ? -Compare.Order(left, right) : Compare.Order(left, right),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return a.Id.CompareTo(b.Id);
    }

    private static void Room<T>(ConcurrentDictionary<string, T> kept, int most)
    {
        if (kept.Count >= most)
        {
            kept.Clear();
        }
    }
}
