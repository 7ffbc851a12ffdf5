using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Bpmn.Engine;

/// <summary>Who holds a task (签收). The module keeps it on the task's row.</summary>
/// <param name="Holder">Id of the person.</param>
/// <param name="At">When it was claimed, or last renewed.</param>
public sealed record TaskClaim(string Holder, string HolderName, Instant At);

/// <summary>A claimed task is worked on by its holder alone until it is released or its lease runs out.</summary>
public static class OneHolderAtATime
{
    public static Result Check(TaskClaim? current, string claimant, Instant now, TimeSpan lease) =>
        current is null || current.Holder == claimant || now >= current.At.Plus(lease)
            ? Result.Done
            : new Error(
                FlowErrors.ClaimedByOther,
                ("name", current.HolderName),
                ("time", current.At.LocalDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)));
}
