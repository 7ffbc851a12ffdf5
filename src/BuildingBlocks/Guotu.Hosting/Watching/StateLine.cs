namespace Guotu.Hosting.Watching;

/// <summary>How a watched thing is (监控灯). Pages show word and icon, never the colour alone.</summary>
public enum StateLight
{
    /// <summary>正常.</summary>
    Good,

    /// <summary>注意: nothing is broken yet.</summary>
    Notice,

    /// <summary>异常.</summary>
    Problem,

    /// <summary>无法判定: the source did not answer. Never shown as good.</summary>
    Unknown,
}

/// <summary>What one look at a watched thing saw (监控项). It names no person.</summary>
/// <param name="Code">Stable name for monitoring systems.</param>
/// <param name="Title">What was looked at, in Chinese.</param>
/// <param name="Light">How it is.</param>
/// <param name="Detail">What was seen, in Chinese.</param>
/// <param name="WayOut">What to do; null where nothing is to be done.</param>
public sealed record StateLine(string Code, string Title, StateLight Light, string Detail, string? WayOut)
{
    /// <summary>The same in numbers, for monitoring systems to draw.</summary>
    public IReadOnlyList<StateFigure> Figures { get; init; } = [];

    public static StateLine Good(string code, string title, string detail) => new(code, title, StateLight.Good, detail, WayOut: null);

    public static StateLine Notice(string code, string title, string detail, string wayOut) => new(code, title, StateLight.Notice, detail, wayOut);

    public static StateLine Problem(string code, string title, string detail, string wayOut) => new(code, title, StateLight.Problem, detail, wayOut);

    public static StateLine Unknown(string code, string title, string detail, string wayOut) => new(code, title, StateLight.Unknown, detail, wayOut);
}

/// <summary>A number of a watched thing.</summary>
/// <param name="Name">Stable name, such as <c>waiting</c>.</param>
/// <param name="Value">In its unit.</param>
/// <param name="Unit"><c>count</c>, <c>bytes</c>, <c>seconds</c> or <c>days</c>.</param>
public sealed record StateFigure(string Name, double Value, string Unit);

/// <summary>Something that can be looked at (监控源). Registered as a service by the module it belongs to; it only reads.</summary>
public interface IStateSource
{
    /// <summary>Stable name; the code of the line that says that the source did not answer.</summary>
    string Code { get; }

    /// <summary>Chinese name.</summary>
    string Title { get; }

    /// <summary>Chinese name of the part of the page.</summary>
    string Part { get; }

    /// <summary>Order on the page.</summary>
    int Place { get; }

    Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct);
}
