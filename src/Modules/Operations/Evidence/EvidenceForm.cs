using Guotu.Kernel.Time;

namespace Guotu.Operations.Evidence;

/// <summary>The assessor's form of one node at one time (测评表).</summary>
/// <param name="Node">County of the node.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Account of the person.</param>
/// <param name="Demonstration">Whether the node's data are invented.</param>
/// <param name="Standards">Each standard with its answers.</param>
/// <param name="Runs">Every check that was run.</param>
public sealed record EvidenceForm(
    string Node, Instant At, string By, bool Demonstration, IReadOnlyList<AnsweredStandard> Standards, IReadOnlyList<CheckRun> Runs);

/// <summary>A standard with its answers.</summary>
public sealed record AnsweredStandard(string Code, string Title, string Version, IReadOnlyList<AnsweredGroup> Groups)
{
    /// <summary>Answers by kind; what is not proved here is counted by itself and never among what is met.</summary>
    public AnswerCounts Counts => AnswerCounts.Of(Groups.SelectMany(g => g.Answers));
}

/// <summary>A heading with its answers.</summary>
public sealed record AnsweredGroup(string Title, IReadOnlyList<ClauseAnswer> Answers);

/// <summary>How many clauses ended how.</summary>
public sealed record AnswerCounts(int Clauses, int Met, int Partly, int NotMet, int Manual, int NotApplicable, int NotProved)
{
    /// <summary>How many of them a person answered; they are in the other counts too.</summary>
    public int ByHand { get; init; }

    public static AnswerCounts Of(IEnumerable<ClauseAnswer> answers)
    {
        var all = answers.ToList();
        int Count(ClauseResult result) => all.Count(a => a.Result == result);
        return new AnswerCounts(
            all.Count,
            Count(ClauseResult.Met),
            Count(ClauseResult.Partly),
            Count(ClauseResult.NotMet),
            Count(ClauseResult.Manual),
            Count(ClauseResult.NotApplicable),
            Count(ClauseResult.NotProved))
        {
            ByHand = all.Count(a => a.Hand is not null),
        };
    }
}
