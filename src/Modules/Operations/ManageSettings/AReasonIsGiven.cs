using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Operations.ManageSettings;

/// <summary>说明理由: a change that others must understand later says why, in a line.</summary>
internal static class AReasonIsGiven
{
    private const int Shortest = 4;
    private const int Longest = 200;

    public static Error? Breach(string? reason) => reason?.Trim() is { Length: >= Shortest and <= Longest } text && !text.Any(char.IsControl)
        ? null
        : new Error(KernelErrors.FieldInvalid, ("field", "reason"), ("reason", $"写明理由,{Shortest} 到 {Longest} 个字,不换行")) { Field = "reason" };
}
