using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Guotu.Testing.Fuzzing;

/// <summary>
/// Feeds bent files to readers (模糊测试) on the processors there are. Each input has one thread from beginning to end, so that its time and its
/// allocated bytes are its own. A failure names the seed and the number of its input: <c>GUOTU_FUZZ=seed:target:number</c> runs that one alone.
/// </summary>
public sealed class FuzzRun(IReadOnlyList<FuzzTarget> targets, int seed)
{
    private const int MostFailures = 40;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(180);
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private long _next;

    private int Seed => seed;

    public long Done { get; private set; }

    /// <summary>The failures, one of a kind; empty where every input was read or refused in order.</summary>
    public IReadOnlyCollection<string> Run(long inputs)
    {
        if (Environment.GetEnvironmentVariable("GUOTU_FUZZ") is { Length: > 0 } one)
        {
            var parts = one.Split(':');
            Feed(new FuzzRun(targets, int.Parse(parts[0], CultureInfo.InvariantCulture)), targets.Single(t => t.Name == parts[1]), long.Parse(parts[2], CultureInfo.InvariantCulture));
            return [.. _failures.Values];
        }

        var lanes = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => new Lane()).ToArray();
        var threads = lanes.Select(lane => new Thread(() => Work(lane, inputs)) { IsBackground = true }).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        while (threads.Any(t => !t.Join(TimeSpan.FromSeconds(1)) && t.IsAlive))
        {
            if (lanes.FirstOrDefault(l => l.Since is { } since && Stopwatch.GetElapsedTime(since) > Hang) is { } stuck)
            {
                _failures.TryAdd("hang", $"{stuck.Input}: hangs");
                break;
            }
        }

        Done = Math.Min(inputs, Interlocked.Read(ref _next));
        return [.. _failures.Values];
    }

    private void Work(Lane lane, long inputs)
    {
        for (long number; (number = Interlocked.Increment(ref _next) - 1) < inputs && _failures.Count < MostFailures;)
        {
            var target = targets[(int)(number % targets.Count)];
            lane.Begin(Name(target, number));
            Feed(this, target, number);
            lane.End();
        }
    }

    private void Feed(FuzzRun run, FuzzTarget target, long number)
    {
        var input = target.Input(run.Seed, number);
        var size = input.Parts.Sum(p => (long)p.Content.Length);
        var (before, begun) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        try
        {
            if (OneThread.Run(() => target.Read(input)) is { } complaint)
            {
                Fail(target, complaint, run.Name(target, number), complaint);
            }
        }
        catch (Exception fault)
        {
            Fail(target, fault.GetType().Name + Where(fault), run.Name(target, number), fault.ToString());
        }

        var (bytes, time) = (GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(begun));
        if (bytes > target.MostBytes + (size * target.BytesPerByte))
        {
            Fail(target, "memory", run.Name(target, number), $"allocated {bytes >> 20} MiB for {size} bytes");
        }

        if (time > Slow)
        {
            Fail(target, "time", run.Name(target, number), $"took {time.TotalSeconds:F1} s for {size} bytes");
        }
    }

    private string Name(FuzzTarget target, long number) => string.Create(CultureInfo.InvariantCulture, $"GUOTU_FUZZ={seed}:{target.Name}:{number}");

    private void Fail(FuzzTarget target, string kind, string input, string what) => _failures.TryAdd(target.Name + " " + kind, $"{input}: {what}");

    private static string Where(Exception fault) => fault.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Guotu.", StringComparison.Ordinal))?.Trim() ?? string.Empty;

    /// <summary>What a thread is at, for the one who watches.</summary>
    private sealed class Lane
    {
        private long _since;

        public string Input { get; private set; } = string.Empty;

        public long? Since => Interlocked.Read(ref _since) is var since and > 0 ? since : null;

        public void Begin(string input)
        {
            Input = input;
            Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
        }

        public void End() => Interlocked.Exchange(ref _since, 0);
    }
}
