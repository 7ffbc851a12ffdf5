namespace Guotu.MainJob.Bench;

/// <summary>One line of the report, in the contract of <c>build.sh bench</c>.</summary>
/// <param name="Name">What was measured, with its database.</param>
/// <param name="Unit">Unit of the figures; for times less is better.</param>
/// <param name="Ours">Median of ours.</param>
/// <param name="Peer">Median of the peer, measured in turn with ours; null where there is none.</param>
/// <param name="PeerName">What the peer is and what it does of the job.</param>
/// <param name="Target">What is aimed at, in the unit; null for none.</param>
/// <param name="MemoryMiB">Most memory that our process had in RAM.</param>
internal sealed record BenchResult(string Name, string Unit, double Ours, double? Peer, string? PeerName, double? Target, double MemoryMiB)
{
    /// <summary>Above 1 ours is better.</summary>
    public double? Ratio => Peer / Ours;

    public double? PeerMemoryMiB { get; init; }

    /// <summary>Least and most of ours, and of the peer.</summary>
    public required IReadOnlyList<double> Spread { get; init; }

    public IReadOnlyList<double>? PeerSpread { get; init; }

    public required int Runs { get; init; }
}

/// <summary>How often each thing is measured.</summary>
internal sealed record Runs(int Imports, int Reviews, int Cases)
{
    public static Runs Of(int imports) => new(imports, imports * 7, imports + 2);
}

/// <summary>Figures of one thing, ours or the peer's.</summary>
internal sealed class Series
{
    private readonly List<double> _figures = [];

    public int Count => _figures.Count;

    public double MostMemoryMiB { get; private set; }

    public IReadOnlyList<double> Spread => [Math.Round(_figures.Min(), 4), Math.Round(_figures.Max(), 4)];

    public double Median
    {
        get
        {
            var ordered = _figures.Order().ToList();
            var middle = ordered.Count / 2;
            return Math.Round(ordered.Count % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2, 4);
        }
    }

    public void Add(double figure, long memoryBytes = 0)
    {
        _figures.Add(figure);
        MostMemoryMiB = Math.Max(MostMemoryMiB, Math.Round(memoryBytes / 1048576.0, 1));
    }

    public BenchResult Against(string name, string unit, Series? peer, string? peerName, double? target) =>
        new(name, unit, Median, peer?.Median, peerName, target, MostMemoryMiB)
        {
            PeerMemoryMiB = peer is { MostMemoryMiB: > 0 } ? peer.MostMemoryMiB : null,
            Spread = Spread,
            PeerSpread = peer?.Spread,
            Runs = Count,
        };
}
