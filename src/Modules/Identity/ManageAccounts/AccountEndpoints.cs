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
        accounts.MapPost(string.Empty, CreateAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces<PasswordFileView>();
        accounts.MapGet("/choices", ChoicesAsync).Requires(IdentityPermissions.ManageAccounts).Produces<AccountChoices>();
        accounts.MapPost("/disable-inactive", DisableInactiveAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces<DisabledAccounts>();
        Act(accounts, "/{account}/enable", "identity.account.enabled", (a, c, account, ct) => a.EnableAsync(c, account, ct));
        Act(accounts, "/{account}/disable", "identity.account.disabled", (a, c, account, ct) => a.DisableAsync(c, account, ct));
        Act(accounts, "/{account}/unlock", "identity.account.unlock", (a, c, account, ct) => a.UnlockAsync(c, account, ct));
        accounts.MapPut("/{account}", ChangeAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces(StatusCodes.Status204NoContent);
        accounts.MapPost("/{account}/reset", ResetAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces<PasswordFileView>();
        accounts.MapPost("/{account}/contact", SetContactAsync).Requires(IdentityPermissions.ManageAccounts).Produces(StatusCodes.Status204NoContent);
        accounts.MapPost("/{account}/expiry", SetExpiryAsync).Requires(IdentityPermissions.ManageAccounts).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>What a new account may name.</summary>
    private static async Task<IResult> ChoicesAsync(IPeople people, CancellationToken ct) => Results.Ok(new AccountChoices(
        [.. (await people.OrganisationsAsync(ct)).Select(o => new NamedCode(o.Code, o.Name))],
        [.. (await people.PostNamesAsync(ct)).Select(p => new NamedCode(p.Key, p.Value))]));

    /// <summary>Only the file's name goes to the browser: the password stays on the node.</summary>
    private static async Task<IResult> CreateAsync(HttpContext http, NewAccountBody body, IAccountAdministration administration, CancellationToken ct) =>
        (await administration.CreateAsync(http.Command(AccountCommands.CreateKind, "account", body.Account ?? string.Empty), body.Read(), ct))
            .Map(f => new PasswordFileView(Path.GetFileName(f))).ToHttp();

    private static async Task<IResult> ChangeAsync(HttpContext http, string account, ChangeBody body, IAccountAdministration administration, CancellationToken ct) =>
        (await administration.ChangeAsync(http.Command(ChangePlacement.Act, "account", account), account, body.Read(), ct)).ToHttp();

    private static async Task<IResult> SetContactAsync(
        HttpContext http, string account, ContactBody body, IAccountAdministration administration, CancellationToken ct) =>
        (await administration.SetContactAsync(http.Command(AccountCommands.ContactKind, "account", account), account, body.Contact ?? string.Empty, ct)).ToHttp();

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
        (await administration.ResetPasswordAsync(http.Command(AccountCommands.ResetKind, "account", account), account, ct))
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

    private sealed record ContactBody(string? Contact);

    private sealed record PlacementBody(string? Name, string? Organisation, IReadOnlyList<string>? Posts)
    {
        public AccountPlacement Read() => new(Name ?? string.Empty, Organisation ?? string.Empty, Posts ?? []);
    }

    /// <param name="Seen">What the page showed when the change was made.</param>
    private sealed record ChangeBody(PlacementBody? Wanted, PlacementBody? Seen)
    {
        public AccountChange Read() => new((Wanted ?? new PlacementBody(null, null, null)).Read(), Seen?.Read());
    }

    private sealed record NewAccountBody(string? Account, string? Name, string? Organisation, IReadOnlyList<string>? Posts, string? Contact, DateOnly? ExpiresOn)
    {
        public NewAccount Read() => new((Account ?? string.Empty).Trim(), Name ?? string.Empty, Organisation ?? string.Empty, Posts ?? [])
        {
            Contact = Contact ?? string.Empty,
            ExpiresOn = ExpiresOn,
        };
    }
}

/// <summary>Organisations and posts that a new account may name.</summary>
internal sealed record AccountChoices(IReadOnlyList<NamedCode> Organisations, IReadOnlyList<NamedCode> Posts);

/// <summary>A code and its Chinese name.</summary>
internal sealed record NamedCode(string Code, string Name);

/// <summary>Login names of the accounts that were disabled.</summary>
internal sealed record DisabledAccounts(IReadOnlyList<string> Accounts);

/// <summary>Name of the file on the node that a first password was written to.</summary>
internal sealed record PasswordFileView(string File);
