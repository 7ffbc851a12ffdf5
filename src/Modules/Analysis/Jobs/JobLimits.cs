namespace Guotu.Analysis.Jobs;

/// <summary>How large, how long and how many.</summary>
internal sealed record JobLimits
{
    /// <summary>What is answered at once.</summary>
    public OperatorLimits AtOnce { get; init; } = new(2_000, 200_000, 20_000);

    public TimeSpan AtOnceTime { get; init; } = TimeSpan.FromSeconds(5);

    public OperatorLimits Queued { get; init; } = OperatorLimits.Usual;

    public TimeSpan QueuedTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Runs of one person that wait or run.</summary>
    public int MostWaiting { get; init; } = 5;

    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a worker that says nothing keeps its run.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    public int MostAttempts { get; init; } = 3;
}
