using Guotu.Kernel.Time;

namespace Guotu.Operations.Evidence;

/// <summary>
/// Something that is tried on this node (自动检查). Register a class for each; clauses name it by its code. A check changes nothing and tries
/// nothing that could harm a live node: it puts the real stored settings through the real rules, and reads.
/// </summary>
public interface IEvidenceCheck
{
    /// <summary>Stable, lower-case letters and hyphens.</summary>
    string Code { get; }

    /// <summary>What is tried, in Chinese.</summary>
    string Title { get; }

    /// <summary>How somebody does the same by hand; stands in the evidence file.</summary>
    string Command { get; }

    Task<CheckOutcome> RunAsync(CancellationToken ct);
}

/// <summary>How a check ended.</summary>
public enum CheckResult
{
    /// <summary>符合.</summary>
    Met,

    /// <summary>部分符合.</summary>
    Partly,

    /// <summary>不符合.</summary>
    NotMet,

    /// <summary>本机未能证实: it could not be run or there is nothing to see; never a pass.</summary>
    NotProved,
}

/// <summary>What a check saw.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Lines">What was seen; no secrets, no personal data but login names of administrators.</param>
public sealed record CheckOutcome(CheckResult Result, string Summary, IReadOnlyList<string> Lines)
{
    public static CheckOutcome Of(bool met, string summary, params string[] lines) => new(met ? CheckResult.Met : CheckResult.NotMet, summary, lines);

    public static CheckOutcome Partly(string summary, params string[] lines) => new(CheckResult.Partly, summary, lines);

    public static CheckOutcome NotProved(string why, params string[] lines) => new(CheckResult.NotProved, why, lines);
}

/// <summary>A check that was run.</summary>
public sealed record CheckRun(string Code, string Title, string Command, Instant At, CheckOutcome Outcome);
