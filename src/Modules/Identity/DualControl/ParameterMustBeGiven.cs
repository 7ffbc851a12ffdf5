using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.DualControl;

/// <summary>A controlled act reads its parameters by name; one that is missing refuses the request (参数要齐).</summary>
internal static class ParameterMustBeGiven
{
    public static Result<string> Read(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : new Error(KernelErrors.FieldInvalid, ("field", name), ("reason", "要填")) { Field = name };
}
