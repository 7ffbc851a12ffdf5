using Guotu.Operations.Evidence;

namespace Guotu.Operations.FillByHand;

/// <summary>
/// 人工填写规则: a person answers what no check could (待人工、本机未能证实). What a check found wanting stays so; a person may only say worse of it.
/// What no check proved is answered only on evidence. The automatic answer stays beside the person's.
/// </summary>
public static class AHandNeverBeatsACheck
{
    public static ClauseAnswer Answer(ClauseAnswer automatic, HandEntry? entry)
    {
        ArgumentNullException.ThrowIfNull(automatic);
        return entry is null || automatic.Result == ClauseResult.NotApplicable
            ? automatic
            : automatic with { Result = Of(automatic.Result, entry), Automatic = automatic.Result, Hand = entry };
    }

    private static ClauseResult Of(ClauseResult automatic, HandEntry entry) =>
        automatic == ClauseResult.NotProved && !WhatNoCheckProvedWantsEvidence.Allows(entry.Result, entry.Note, entry.AttachmentSm3)
            ? automatic
            : Of(automatic, entry.Result);

    private static ClauseResult Of(ClauseResult automatic, ClauseResult hand) =>
        automatic is ClauseResult.Manual or ClauseResult.NotProved ? hand
        : hand == ClauseResult.NotApplicable ? automatic
        : Rank(hand) > Rank(automatic) ? hand : automatic;

    private static int Rank(ClauseResult result) => result switch
    {
        ClauseResult.Met => 0,
        ClauseResult.Partly => 1,
        _ => 2,
    };
}
