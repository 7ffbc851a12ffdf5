using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ManageAccounts;

/// <summary>HTTP of the accounts: the system administrator's. What an account may do is granted elsewhere, by another.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var accounts = endpoints.MapGroup("/api/v1/accounts").WithTags("账号");
        accounts.MapGet(string.Empty, async (IAccountAdministration administration, CancellationToken ct) => Results.Ok(await administration.ListAsync(ct)))
            .Requires(IdentityPermissions.ManageAccounts).Produces<IReadOnlyList<AccountLine>>();
        accounts.MapPost("/disable-inactive", DisableInactiveAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces<DisabledAccounts>();
        Act(accounts, "/{account}/enable", "identity.account.enabled", (a, c, account, ct) => a.EnableAsync(c, account, ct));
        Act(accounts, "/{account}/disable", "identity.account.disabled", (a, c, account, ct) => a.DisableAsync(c, account, ct));
        Act(accounts, "/{account}/unlock", "identity.account.unlock", (a, c, account, ct) => a.UnlockAsync(c, account, ct));
        accounts.MapPost("/{account}/reset", ResetAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces<PasswordFileView>();
        accounts.MapPost("/{account}/expiry", SetExpiryAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static void Act(RouteGroupBuilder accounts, string route, string command, AccountAct act) => accounts
        .MapPost(route, async (HttpContext http, string account, IAccountAdministration administration, CancellationToken ct) =>
            (await act(administration, http.Command(command, "account", account), account, ct)).ToHttp())
        .Requires(IdentityPermissions.ManageAccounts)
        .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> DisableInactiveAsync(HttpContext http, IAccountAdministration administration, CancellationToken ct) =>
        (await administration.DisableInactiveAsync(http.Command(AccountCommands.InactiveKind, "account", string.Empty), ct))
            .Map(a => new DisabledAccounts(a)).ToHttp();

    /// <summary>Only the file's name goes to the browser: the password stays on the node.</summary>
    private static async Task<IResult> ResetAsync(HttpContext http, string account, IAccountAdministration administration, CancellationToken ct) =>
        (await administration.ResetPasswordAsync(http.Command("identity.account.reset", "account", account), account, ct))
            .Map(f => new PasswordFileView(Path.GetFileName(f))).ToHttp();

    private static async Task<IResult> SetExpiryAsync(
        HttpContext http, string account, ExpiryBody body, IAccountAdministration administration, IClock clock, CancellationToken ct)
    {
        if (body.On < clock.Today)
        {
            return ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", "到期日"), ("reason", "不能早于今天;要立即停用的用停用")) { Field = "on" });
        }

        return (await administration.SetExpiryAsync(http.Command(AccountCommands.ExpiryKind, "account", account), account, body.On, ct)).ToHttp();
    }

    private delegate Task<Result> AccountAct(
        IAccountAdministration administration, Database.Work.CommandContext context, string account, CancellationToken ct);

    private sealed record ExpiryBody(DateOnly? On);
}

/// <summary>Login names of the accounts that were disabled.</summary>
internal sealed record DisabledAccounts(IReadOnlyList<string> Accounts);

/// <summary>Name of the file on the node that a first password was written to.</summary>
internal sealed record PasswordFileView(string File);
