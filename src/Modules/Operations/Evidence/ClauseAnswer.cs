using Guotu.Operations.FillByHand;

namespace Guotu.Operations.Evidence;

/// <summary>What the form says of a clause.</summary>
public enum ClauseResult
{
    /// <summary>符合: every check holds, and nothing is left for a person.</summary>
    Met,

    /// <summary>部分符合.</summary>
    Partly,

    /// <summary>不符合.</summary>
    NotMet,

    /// <summary>待人工: a person has still to look.</summary>
    Manual,

    /// <summary>不适用.</summary>
    NotApplicable,

    /// <summary>本机未能证实.</summary>
    NotProved,
}

/// <summary>A clause with its answer (条款结论).</summary>
/// <param name="Clause">Clause.</param>
/// <param name="Result">Answer.</param>
/// <param name="Explanation">Why, in Chinese.</param>
/// <param name="Checks">Codes of the checks behind it.</param>
public sealed record ClauseAnswer(Clause Clause, ClauseResult Result, string Explanation, IReadOnlyList<string> Checks)
{
    /// <summary>The answer without the person's; null where no person answered.</summary>
    public ClauseResult? Automatic { get; init; }

    /// <summary>What a person entered; null where nobody did.</summary>
    public HandEntry? Hand { get; init; }
}

/// <summary>
/// 条款结论规则: the worst check decides; what could not be run is not proved, and what holds by itself still waits for the person where the clause
/// leaves something to one.
/// </summary>
public static class TheWorstCheckDecides
{
    public static ClauseAnswer Answer(Clause clause, IReadOnlyDictionary<string, CheckRun> runs)
    {
        ArgumentNullException.ThrowIfNull(clause);
        ArgumentNullException.ThrowIfNull(runs);
        var (result, explanation) = clause.Reason is { } reason ? (ClauseResult.NotApplicable, reason)
            : clause.Unproved is { } why ? (ClauseResult.NotProved, why)
            : clause.Checks.Count > 0 ? OfChecks(clause, [.. clause.Checks.Select(c => runs.GetValueOrDefault(c))])
            : clause.Step is { } step ? (ClauseResult.Manual, step)
            : (ClauseResult.NotProved, "条款文件没有写怎样证明");
        return new ClauseAnswer(clause, result, explanation, clause.Checks);
    }

    private static (ClauseResult Result, string Explanation) OfChecks(Clause clause, IReadOnlyList<CheckRun?> runs)
    {
        var text = string.Join(";", runs.Select(r => r is null ? "检查没有运行" : $"{r.Title}:{r.Outcome.Summary}"));
        if (runs.Any(r => r?.Outcome.Result == CheckResult.NotMet))
        {
            return (ClauseResult.NotMet, text);
        }

        if (runs.Any(r => r is null || r.Outcome.Result == CheckResult.NotProved))
        {
            return (ClauseResult.NotProved, text);
        }

        return runs.Any(r => r!.Outcome.Result == CheckResult.Partly) ? (ClauseResult.Partly, text)
            : clause.Rest is { } rest ? (ClauseResult.Manual, $"自动部分成立({text});还要:{rest}")
            : (ClauseResult.Met, text);
    }
}

/// <summary>Chinese words and marks of answers.</summary>
public static class AnswerWords
{
    public static string Of(ClauseResult result) => result switch
    {
        ClauseResult.Met => "符合",
        ClauseResult.Partly => "部分符合",
        ClauseResult.NotMet => "不符合",
        ClauseResult.Manual => "待人工",
        ClauseResult.NotApplicable => "不适用",
        _ => "本机未能证实",
    };

    public static string Of(CheckResult result) => result switch
    {
        CheckResult.Met => "符合",
        CheckResult.Partly => "部分符合",
        CheckResult.NotMet => "不符合",
        _ => "本机未能证实",
    };
}
