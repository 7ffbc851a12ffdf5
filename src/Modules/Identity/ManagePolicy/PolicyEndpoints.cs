using Guotu.Hosting.Http;
using Guotu.Identity.Domain;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ManagePolicy;

/// <summary>HTTP of the policies: the security administrator's.</summary>
internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var policy = endpoints.MapGroup("/api/v1/security/password-policy").WithTags("安全策略");
        policy.MapGet(string.Empty, async (PolicyCommands commands, CancellationToken ct) => (await commands.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<PasswordPoliciesView>();
        policy.MapPut("/{audience}", ChangeAsync).Requires(IdentityPermissions.ManageGrants).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string audience, PasswordPolicyBody body, PolicyCommands commands, CancellationToken ct)
    {
        if (!Enum.TryParse<PasswordAudience>(audience, ignoreCase: true, out var whose) || !Enum.IsDefined(whose) || int.TryParse(audience, out _))
        {
            return ProblemAnswer.Of(new Error(KernelErrors.NotFound, ("what", "口令策略 " + audience)));
        }

        var context = http.Command(PolicyCommands.ChangeKind, "password-policy", whose.ToString());
        return (await commands.ChangeAsync(context, whose, body.ToPolicy(), ct)).ToHttp();
    }

    /// <summary>The values as the page sends them; what is absent is zero, which no bound allows but that of the hours.</summary>
    private sealed record PasswordPolicyBody(
        int LeastLength, int LeastClasses, int Remembered, int LongestDays, int WarnDays, int LeastHours, int InactiveDays)
    {
        public PasswordPolicy ToPolicy() => new()
        {
            LeastLength = LeastLength,
            LeastClasses = LeastClasses,
            Remembered = Remembered,
            LongestDays = LongestDays,
            WarnDays = WarnDays,
            LeastHours = LeastHours,
            InactiveDays = InactiveDays,
        };
    }
}
