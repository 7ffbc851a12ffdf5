using System.Collections.Concurrent;
using System.Data.Common;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Watching;

/// <summary>
/// Looks at every source of the node (运维监控). The sources are asked together, each for a few seconds; one that does not answer, or answers with a fault,
/// is told as not known and the others are told as they are. An answer serves everybody who asks within its time, so that many askers cost one look.
/// </summary>
public sealed class NodeWatch(IEnumerable<IStateSource> sources, IClock clock, ILogger<NodeWatch> log) : IDisposable
{
    /// <summary>How long an answer serves.</summary>
    public static readonly TimeSpan Serves = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<IStateSource> _sources = [.. sources.OrderBy(s => s.Place)];
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Looks that did not come back: a source is not asked again while one of them still waits, so that they do not gather.</summary>
    private readonly ConcurrentDictionary<string, Task> _waiting = new(StringComparer.Ordinal);

    private NodeStateView? _last;

    /// <summary>How long one source is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public async Task<NodeStateView> LookAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_last is { } last && clock.Now.Minus(last.At) < Serves && clock.Now >= last.At)
            {
                return last;
            }

            return _last = await LookAnewAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<NodeStateView> LookAnewAsync(CancellationToken ct)
    {
        var seen = await Task.WhenAll(_sources.Select(s => OneAsync(s, ct)));
        var parts = _sources.Zip(seen).GroupBy(p => p.First.Part, p => p.Second, StringComparer.Ordinal)
            .Select(g => new StatePart(g.Key, [.. g.SelectMany(lines => lines)]))
            .Where(p => p.Lines.Count > 0)
            .ToList();
        return new NodeStateView(clock.Now, Worst(parts.SelectMany(p => p.Lines)), parts);
    }

    /// <summary>A problem weighs most; not known weighs more than what is only to be noticed, since it may hide a problem.</summary>
    private static StateLight Worst(IEnumerable<StateLine> lines)
    {
        var lights = lines.Select(l => l.Light).ToHashSet();
        return lights.Contains(StateLight.Problem) ? StateLight.Problem
            : lights.Contains(StateLight.Unknown) ? StateLight.Unknown
            : lights.Contains(StateLight.Notice) ? StateLight.Notice
            : StateLight.Good;
    }

    private async Task<IReadOnlyList<StateLine>> OneAsync(IStateSource source, CancellationToken ct)
    {
        if (_waiting.TryGetValue(source.Code, out var before) && !before.IsCompleted)
        {
            return [StateLine.Unknown(source.Code, source.Title, "上一次查看还没有应答", "查数据库和磁盘是否繁忙;应答后自动恢复")];
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);

        // On a thread of its own: a driver that does not return holds up neither the others nor the answer.
        var look = Task.Run(() => source.LookAsync(stop.Token), ct);
        try
        {
            return await look.WaitAsync(Patience, clock.TimeProvider, ct);
        }
        catch (TimeoutException)
        {
            _waiting[source.Code] = look;
            await stop.CancelAsync();
            return [StateLine.Unknown(source.Code, source.Title, $"{Patience.TotalSeconds:F0} 秒内没有应答", "稍后刷新;一直如此,查数据库和磁盘是否繁忙")];
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.NotAnswered(source.Code, fault);
            var why = fault is DbException ? "数据库没有应答" : "读取时出错";
            return [StateLine.Unknown(source.Code, source.Title, why, $"查平台日志里的 {source.Code};在服务器上运行 guotu doctor")];
        }
    }
}

/// <summary>The node as it was at a moment (节点状态).</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Light">The gravest of all.</param>
public sealed record NodeStateView(Instant At, StateLight Light, IReadOnlyList<StatePart> Parts);

/// <summary>A part of the page.</summary>
public sealed record StatePart(string Title, IReadOnlyList<StateLine> Lines);

internal static partial class NodeWatchLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of {Source} could not be read")]
    public static partial void NotAnswered(this ILogger log, string source, Exception exception);
}
