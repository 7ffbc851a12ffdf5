using Guotu.Identity.Domain;
using Guotu.Identity.DualControl;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>Whose policy a request is about: <c>audience</c> is <c>staff</c> or <c>administrators</c>.</summary>
internal static class PolicyAudience
{
    public static Result<PasswordAudience> Read(IReadOnlyDictionary<string, string> parameters)
    {
        var audience = ParameterMustBeGiven.Read(parameters, "audience");
        return audience.Error is { } missing ? missing : audience.Value switch
        {
            "staff" => PasswordAudience.Staff,
            "administrators" => PasswordAudience.Administrators,
            _ => new Error(KernelErrors.FieldInvalid, ("field", "audience"), ("reason", "是 staff 或 administrators")) { Field = "audience" },
        };
    }

    /// <summary>The values of a request with whose policy they are.</summary>
    public static Dictionary<string, string> Written(PasswordAudience audience, Dictionary<string, string> values)
    {
        values["audience"] = audience == PasswordAudience.Staff ? "staff" : "administrators";
        return values;
    }

    public static string Whose(PasswordAudience audience) => audience == PasswordAudience.Administrators ? "三员" : "业务人员";
}
