using Guotu.Hosting.Watching;

namespace Guotu.Cli.Examining;

/// <summary>What one check saw.</summary>
/// <param name="Name">Stable name for scripts.</param>
/// <param name="Title">What was looked at, in Chinese.</param>
/// <param name="Status">How it is.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="WayOut">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Name, string Title, FindingStatus Status, string Detail, string? WayOut)
{
    /// <summary>What the node's own monitoring sees, as doctor tells it.</summary>
    public static Finding Of(StateLine line) => new(line.Code, line.Title, StatusOf(line.Light), line.Detail, line.WayOut);

    public static Finding Good(string name, string title, string detail) => new(name, title, FindingStatus.Good, detail, WayOut: null);

    public static Finding Notice(string name, string title, string detail, string wayOut) => new(name, title, FindingStatus.Notice, detail, wayOut);

    public static Finding Problem(string name, string title, string detail, string wayOut) => new(name, title, FindingStatus.Problem, detail, wayOut);

    private static FindingStatus StatusOf(StateLight light) => light switch
    {
        StateLight.Good => FindingStatus.Good,
        StateLight.Notice => FindingStatus.Notice,
        StateLight.Problem => FindingStatus.Problem,
        _ => FindingStatus.Unknown,
    };
}

/// <summary>How a checked thing is.</summary>
internal enum FindingStatus
{
    /// <summary>正常.</summary>
    Good,

    /// <summary>留意: nothing is broken yet.</summary>
    Notice,

    /// <summary>有问题.</summary>
    Problem,

    /// <summary>未查: what it needs is broken itself.</summary>
    Unknown,
}
