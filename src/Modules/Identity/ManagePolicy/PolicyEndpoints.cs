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
        policy.MapPut("/{audience}", ChangeAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        var sessions = endpoints.MapGroup("/api/v1/security/session-policy").WithTags("安全策略");
        sessions.MapGet(string.Empty, async (PolicyCommands commands, CancellationToken ct) => (await commands.ReadSessionsAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<SessionPoliciesView>();
        sessions.MapPut("/{audience}", ChangeSessionsAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        var login = endpoints.MapGroup("/api/v1/security/login-policy").WithTags("安全策略");
        login.MapGet(string.Empty, async (PolicyCommands commands, CancellationToken ct) => (await commands.ReadLoginAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<LoginPolicy>();
        login.MapPut(string.Empty, ChangeLoginAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string audience, PasswordPolicyBody body, PolicyCommands commands, CancellationToken ct)
    {
        if (AudienceOf(audience) is not { } whose)
        {
            return ProblemAnswer.Of(new Error(KernelErrors.NotFound, ("what", "口令策略 " + audience)));
        }

        var context = http.Command(PolicyCommands.ChangeKind, "password-policy", whose.ToString());
        return (await commands.ChangeAsync(context, whose, body.ToPolicy(), ct)).ToHttp();
    }

    private static async Task<IResult> ChangeSessionsAsync(HttpContext http, string audience, SessionPolicyBody body, PolicyCommands commands, CancellationToken ct)
    {
        if (AudienceOf(audience) is not { } whose)
        {
            return ProblemAnswer.Of(new Error(KernelErrors.NotFound, ("what", "会话策略 " + audience)));
        }

        var context = http.Command(PolicyCommands.SessionKind, "session-policy", whose.ToString());
        return (await commands.ChangeSessionsAsync(context, whose, body.ToPolicy(), ct)).ToHttp();
    }

    private static async Task<IResult> ChangeLoginAsync(HttpContext http, LoginPolicyBody body, PolicyCommands commands, CancellationToken ct)
    {
        var context = http.Command(PolicyCommands.LoginKind, "login-policy", "1");
        return (await commands.ChangeLoginAsync(context, new LoginPolicy(body.AccountFailures, body.AddressFailures), ct)).ToHttp();
    }

    private static PasswordAudience? AudienceOf(string text) =>
        Enum.TryParse<PasswordAudience>(text, ignoreCase: true, out var whose) && Enum.IsDefined(whose) && !int.TryParse(text, out _) ? whose : null;

    private sealed record LoginPolicyBody(int AccountFailures, int AddressFailures);

    /// <summary>The values as the page sends them; what is absent is zero, which no bound allows.</summary>
    private sealed record SessionPolicyBody(int IdleMinutes, int LongestHours, int MostSessions, SessionLimit AtLimit, int ProofMinutes)
    {
        public SessionPolicy ToPolicy() => new()
        {
            IdleMinutes = IdleMinutes,
            LongestHours = LongestHours,
            MostSessions = MostSessions,
            AtLimit = AtLimit,
            ProofMinutes = ProofMinutes,
        };
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
