using System.Collections.Concurrent;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Usage;

/// <summary>
/// What the services were asked for (使用统计), added up in memory by day, layer, caller and service, and put into the rows once a minute and at the
/// end. Statistics, not evidence: what a process that dies had not yet put down is lost.
/// </summary>
internal sealed class UsageTally(IUnitsOfWork units, IClock clock)
{
    private const string AddSql =
        """
        UPDATE mp_usage SET request_count = request_count + :p_requests, feature_count = feature_count + :p_features
        WHERE usage_day = :p_day AND layer_code = :p_layer AND user_id = :p_user AND service_code = :p_service
        """;

    private const string InsertSql =
        """
        INSERT INTO mp_usage (usage_day, layer_code, user_id, service_code, request_count, feature_count)
        VALUES (:p_day, :p_layer, :p_user, :p_service, :p_requests, :p_features)
        """;

    private const string ListSql =
        """
        SELECT usage_day, layer_code, user_id, service_code, request_count, feature_count FROM mp_usage
        WHERE usage_day >= :p_from AND usage_day <= :p_to
        ORDER BY usage_day DESC, layer_code, user_id, service_code
        """;

    private ConcurrentDictionary<UsageKey, Counts> _counts = new();

    /// <summary>Counts one answered request.</summary>
    public void Count(long userId, string service, string layer, long features) =>
        _counts.GetOrAdd(new UsageKey(clock.Today, layer, userId, service), _ => new Counts()).Add(features);

    /// <summary>Puts down what was counted since the last time.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        var counted = Interlocked.Exchange(ref _counts, new ConcurrentDictionary<UsageKey, Counts>());
        if (counted.IsEmpty)
        {
            return;
        }

        await units.RunUpkeepAsync(
            "map-usage",
            async (work, token) =>
            {
                foreach (var (key, counts) in counted.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal))
                {
                    var row = new
                    {
                        p_day = key.Day,
                        p_layer = key.Layer,
                        p_user = key.UserId,
                        p_service = key.Service,
                        p_requests = counts.Requests,
                        p_features = counts.Features,
                    };
                    if (await work.ExecuteAsync(AddSql, row, token) == 0)
                    {
                        await work.ExecuteAsync(InsertSql, row, token);
                    }
                }

                return counted.Count;
            },
            ct);
    }

    /// <summary>Rows of the days from a first to a last, newest first.</summary>
    public async Task<IReadOnlyList<UsageRow>> ListAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await session.QueryAsync<UsageRow>(ListSql, new { p_from = from, p_to = to }, ct);
    }

    private sealed record UsageKey(DateOnly Day, string Layer, long UserId, string Service);

    private sealed class Counts
    {
        private long _requests;
        private long _features;

        public long Requests => Interlocked.Read(ref _requests);

        public long Features => Interlocked.Read(ref _features);

        public void Add(long features)
        {
            Interlocked.Increment(ref _requests);
            Interlocked.Add(ref _features, features);
        }
    }
}

/// <summary>A row of <c>mp_usage</c>.</summary>
internal sealed class UsageRow
{
    public DateOnly UsageDay { get; init; }

    public string LayerCode { get; init; } = string.Empty;

    public long UserId { get; init; }

    public string ServiceCode { get; init; } = string.Empty;

    public long RequestCount { get; init; }

    public long FeatureCount { get; init; }
}
