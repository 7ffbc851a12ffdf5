using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;

namespace Guotu.Database.Nodes;

/// <summary>
/// The node number (节点号) in this process's ids, leased from a row. A process that cannot renew must stop writing: two
/// processes with one number could give the same id twice.
/// </summary>
/// <param name="holder">Machine and process.</param>
/// <param name="version">Of the program, at most 80 characters.</param>
public sealed class NodeLease(string holder, string version)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    private const string FreeSql =
        """
        SELECT node_no, last_millis FROM db_node
        WHERE holder_name IS NULL OR lease_utc <= :p_now
        ORDER BY node_no LIMIT 1
        """;

    private const string TakeSql =
        """
        UPDATE db_node SET holder_name = :p_holder, lease_utc = :p_lease, last_millis = :p_last, started_utc = :p_now, program_version = :p_version
        WHERE node_no = :p_node AND (holder_name IS NULL OR lease_utc <= :p_now)
        """;

    private const string NextSql = "SELECT COALESCE(MAX(node_no), -1) + 1 AS next_no FROM db_node";

    private const string AddSql =
        """
        INSERT INTO db_node (node_no, holder_name, lease_utc, last_millis, started_utc, program_version)
        VALUES (:p_node, :p_holder, :p_lease, :p_last, :p_now, :p_version)
        """;

    private const string RenewSql =
        "UPDATE db_node SET lease_utc = :p_lease, last_millis = :p_last WHERE node_no = :p_node AND holder_name = :p_holder";

    private const string ReleaseSql =
        "UPDATE db_node SET holder_name = NULL, lease_utc = NULL, last_millis = :p_last WHERE node_no = :p_node AND holder_name = :p_holder";

    private const string HoldersSql =
        "SELECT node_no, holder_name, lease_utc, started_utc, program_version FROM db_node WHERE holder_name IS NOT NULL AND lease_utc IS NOT NULL ORDER BY node_no";

    /// <summary>The leased number; -1 before <see cref="AcquireAsync"/>.</summary>
    public int Node { get; private set; } = -1;

    /// <summary>Takes a free number and answers the last millisecond that its former holder may have used.</summary>
    public async Task<Instant> AcquireAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var lease = work.At.Plus(Length);
        var free = await work.SingleOrDefaultAsync<NodeRow>(FreeSql + work.Dialect.LockSuffix, new { p_now = work.At }, ct);
        if (free is not null)
        {
            var take = new { p_node = free.NodeNo, p_holder = holder, p_lease = lease, p_last = Math.Max(free.LastMillis, lease.UnixMilliseconds), p_now = work.At, p_version = version };
            if (await work.ExecuteAsync(TakeSql, take, ct) == 1)
            {
                Node = free.NodeNo;
                return new Instant(free.LastMillis * 1000);
            }
        }

        var next = await work.ScalarAsync<int>(NextSql, null, ct);
        if (next > NodeIdSource.MaxNode)
        {
            throw new InvalidOperationException("All 1024 node numbers are leased; look for processes that do not release theirs");
        }

        await work.ExecuteAsync(AddSql, new { p_node = next, p_holder = holder, p_lease = lease, p_last = lease.UnixMilliseconds, p_now = work.At, p_version = version }, ct);
        Node = next;
        return default;
    }

    /// <summary>Who holds a number, or held it until the lease ran out.</summary>
    public static Task<IReadOnlyList<NodeHolder>> HoldersAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync<NodeHolder>(HoldersSql, null, ct);
    }

    /// <summary>
    /// Renews; false means that another took the number and this process must stop. A lease that ran out and that nobody took is still its holder's: who
    /// takes one names himself in it.
    /// </summary>
    public async Task<bool> RenewAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var lease = work.At.Plus(Length);
        var arguments = new { p_node = Node, p_holder = holder, p_lease = lease, p_last = lease.UnixMilliseconds };
        return await work.ExecuteAsync(RenewSql, arguments, ct) == 1;
    }

    /// <summary>Gives the number back; the next holder begins after this instant.</summary>
    public Task<int> ReleaseAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.ExecuteAsync(ReleaseSql, new { p_node = Node, p_holder = holder, p_last = work.At.UnixMilliseconds + 1 }, ct);
    }

    private sealed class NodeRow
    {
        public int NodeNo { get; init; }

        public long LastMillis { get; init; }
    }
}

/// <summary>A process that holds a node number (持有节点号的进程).</summary>
public sealed class NodeHolder
{
    public int NodeNo { get; init; }

    /// <summary>Machine and process.</summary>
    public string HolderName { get; init; } = string.Empty;

    /// <summary>Until when it holds it unless it says so again.</summary>
    public Instant LeaseUtc { get; init; }

    /// <summary>Null where a version of the program took it that did not say.</summary>
    public Instant? StartedUtc { get; init; }

    public string? ProgramVersion { get; init; }

    /// <summary>When it said so last.</summary>
    public Instant BeatUtc => LeaseUtc.Plus(-NodeLease.Length);
}
