using Guotu.Operations.Evidence;

namespace Guotu.Operations.FillByHand;

/// <summary>
/// 未能证实的要有依据: a clause that a check should have proved and could not is called met or not applicable only on evidence: the digest of a paper, or
/// what a named person saw on a date, in a sentence and not in a word.
/// </summary>
public static class WhatNoCheckProvedWantsEvidence
{
    /// <summary>Characters of a note that says what was seen.</summary>
    public const int LeastNote = 12;

    public static bool IsEvidence(string? note, string? attachmentSm3) => !string.IsNullOrEmpty(attachmentSm3) || (note?.Trim().Length ?? 0) >= LeastNote;

    /// <summary>Whether an answer to what no check proved may count.</summary>
    public static bool Allows(ClauseResult hand, string? note, string? attachmentSm3) =>
        hand is not (ClauseResult.Met or ClauseResult.NotApplicable) || IsEvidence(note, attachmentSm3);

    /// <summary>Whether a program answers the clause, or says that it cannot: then it may come out as not proved.</summary>
    public static bool Concerns(Clause clause)
    {
        ArgumentNullException.ThrowIfNull(clause);
        return clause.Checks.Count > 0 || clause.Unproved is not null || clause.Step is null;
    }
}
