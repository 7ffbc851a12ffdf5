using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Decisions;

/// <summary>A known person asked for an object by its name and was refused by the mandatory label alone.</summary>
/// <param name="Actor">Who asked.</param>
/// <param name="ObjectType">Kind of the object, as audit records name it.</param>
/// <param name="ObjectId">Its code or id.</param>
/// <param name="Labels">Labels of both.</param>
public sealed record LabelRefusal(Actor Actor, string ObjectType, string ObjectId, ComparedLabels Labels);

/// <summary>
/// Refusals by mandatory label in the audit trail, as a type of their own (强制访问控制的拒绝, GB/T 22239 8.1.4.2 g). The first of a person, object and
/// minute is written at the end of the request that made it; those that follow within the minute are counted, and written as one more record with
/// their number when it is over. So a map of a thousand tiles writes two records, and a process that dies loses at most a count.
/// </summary>
public sealed class LabelRefusals(IUnitsOfWork units, IClock clock)
{
    public const string Kind = "access.label";

    /// <summary>Open minutes beyond which nothing is counted any more but written one by one: memory is bounded, the trail is whole.</summary>
    private const int MostOpen = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly object _gate = new();
    private readonly Dictionary<MinuteKey, OpenMinute> _open = [];
    private readonly Queue<Due> _due = new();
    private Instant? _nextEnd;

    /// <summary>Whether anything waits to be written; cheap, asked at each request.</summary>
    public bool IsDue
    {
        get
        {
            lock (_gate)
            {
                return _due.Count > 0 || (_nextEnd is { } end && clock.Now >= end);
            }
        }
    }

    /// <summary>Takes a refusal down; what is not grouped is written by the next <see cref="WriteDueAsync"/>.</summary>
    public void Note(LabelRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var key = new MinuteKey(refusal.Actor.UserId, refusal.ObjectType, refusal.ObjectId, refusal.Labels.ToString());
        lock (_gate)
        {
            CloseOver(clock.Now);
            if (_open.TryGetValue(key, out var minute))
            {
                minute.Further++;
                return;
            }

            _due.Enqueue(new Due(refusal, 0));
            if (_open.Count < MostOpen)
            {
                var end = clock.Now.Plus(Minute);
                _open[key] = new OpenMinute(refusal, end);
                _nextEnd = _nextEnd is { } next && next < end ? next : end;
            }
        }
    }

    /// <summary>Writes what is due; what cannot be written stays due.</summary>
    public async Task WriteDueAsync(CancellationToken ct)
    {
        while (Next() is { } due)
        {
            try
            {
                await WriteAsync(due, ct);
            }
            catch
            {
                lock (_gate)
                {
                    _due.Enqueue(due);
                }

                throw;
            }
        }
    }

    /// <summary>At the end of the process: the counts of minutes that are not over are written too.</summary>
    public Task CloseAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            foreach (var minute in _open.Values.Where(m => m.Further > 0))
            {
                _due.Enqueue(new Due(minute.First, minute.Further));
            }

            _open.Clear();
            _nextEnd = null;
        }

        return WriteDueAsync(ct);
    }

    private Due? Next()
    {
        lock (_gate)
        {
            CloseOver(clock.Now);
            return _due.TryDequeue(out var due) ? due : null;
        }
    }

    private void CloseOver(Instant now)
    {
        if (_nextEnd is not { } end || now < end)
        {
            return;
        }

        foreach (var (key, minute) in _open.Where(m => now >= m.Value.End).ToList())
        {
            _open.Remove(key);
            if (minute.Further > 0)
            {
                _due.Enqueue(new Due(minute.First, minute.Further));
            }
        }

        _nextEnd = _open.Count == 0 ? null : _open.Values.Min(m => m.End);
    }

    private async Task WriteAsync(Due due, CancellationToken ct)
    {
        var refusal = due.Refusal;
        var further = due.Further == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $";一分钟内又有 {due.Further} 次");
        var command = new CommandContext(refusal.Actor, DataScope.WholeNode, Kind)
        {
            ObjectType = refusal.ObjectType,
            ObjectId = refusal.ObjectId,
            RefusalNote = $"由安全标记决定:{refusal.Labels.Words}{further}",
        };
        var refused = new Error(KernelErrors.NotFound, ("what", refusal.ObjectType + " " + refusal.ObjectId));
        await units.RunAsync(command, (_, _) => Task.FromResult<Result>(refused), ct);
    }

    private sealed record MinuteKey(long UserId, string ObjectType, string ObjectId, string Labels);

    private sealed record Due(LabelRefusal Refusal, int Further);

    private sealed class OpenMinute(LabelRefusal first, Instant end)
    {
        public LabelRefusal First => first;

        public Instant End => end;

        public int Further { get; set; }
    }
}
