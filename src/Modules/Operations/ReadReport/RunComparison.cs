using System.ComponentModel.DataAnnotations;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.ReadReport;

/// <summary>Two forms beside each other (两次测评的比较).</summary>
/// <param name="From">Time of the earlier one.</param>
/// <param name="To">Time of the later one.</param>
/// <param name="Worse">Clauses that got worse.</param>
/// <param name="Better">Clauses that got better.</param>
/// <param name="Changes">Every clause whose answer is another, worse ones first.</param>
public sealed record ComparisonView(Instant From, Instant To, int Worse, int Better, IReadOnlyList<ClauseChange> Changes);

/// <summary>A clause whose answer is another.</summary>
/// <param name="Before">Null where the earlier form does not have the clause.</param>
/// <param name="After">Null where the later form does not have it.</param>
public sealed record ClauseChange(
    string Standard,
    string Clause,
    string Title,
    [property: AllowedValues("met", "partly", "notMet", "manual", "notApplicable", "notProved")] string? Before,
    [property: AllowedValues("met", "partly", "notMet", "manual", "notApplicable", "notProved")] string? After,
    [property: AllowedValues("worse", "better", "other")] string Direction,
    string Explanation);

/// <summary>
/// 比较规则: met is better than partly, partly better than what still waits (manual, not proved), that better than not met. To and from not applicable, and
/// clauses that only one form has, are changes without a direction.
/// </summary>
internal sealed class RunComparison(StoredReports reports)
{
    /// <summary>The earlier of the two is the first, in whatever order they are named.</summary>
    public async Task<Result<ComparisonView>> CompareAsync(long one, long other, CancellationToken ct)
    {
        var first = await reports.FormAsync(Math.Min(one, other), ct);
        var second = await reports.FormAsync(Math.Max(one, other), ct);
        return (first.Error ?? second.Error) is { } refused ? refused : Of(first.Value, second.Value);
    }

    public static ComparisonView Of(EvidenceForm before, EvidenceForm after)
    {
        var (earlier, later) = (Answers(before), Answers(after));
        ClauseChange[] changes =
        [
            .. earlier.Keys.Union(later.Keys)
                .Select(k => Change(k, earlier.GetValueOrDefault(k), later.GetValueOrDefault(k)))
                .OfType<ClauseChange>()
                .OrderBy(c => c.Direction switch { "worse" => 0, "other" => 1, _ => 2 }),
        ];
        return new ComparisonView(before.At, after.At, changes.Count(c => c.Direction == "worse"), changes.Count(c => c.Direction == "better"), changes);
    }

    private static Dictionary<(string Standard, string Clause), ClauseAnswer> Answers(EvidenceForm form) =>
        form.Standards.SelectMany(s => s.Groups.SelectMany(g => g.Answers.Select(a => ((s.Code, a.Clause.Id), a)))).ToDictionary(p => p.Item1, p => p.a);

    private static ClauseChange? Change((string Standard, string Clause) key, ClauseAnswer? before, ClauseAnswer? after)
    {
        if (before?.Result == after?.Result)
        {
            return null;
        }

        var direction = (Rank(before?.Result), Rank(after?.Result)) is ({ } from, { } to) && from != to ? (to > from ? "worse" : "better") : "other";
        return new ClauseChange(
            key.Standard, key.Clause, (after ?? before)!.Clause.Title, before is null ? null : AnswerCodes.Of(before.Result), after is null ? null : AnswerCodes.Of(after.Result),
            direction, (after ?? before)!.Explanation);
    }

    private static int? Rank(ClauseResult? result) => result switch
    {
        ClauseResult.Met => 0,
        ClauseResult.Partly => 1,
        ClauseResult.Manual or ClauseResult.NotProved => 2,
        ClauseResult.NotMet => 3,
        _ => null,
    };
}
