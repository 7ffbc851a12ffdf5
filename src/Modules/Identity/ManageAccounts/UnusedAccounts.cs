using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.Login;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ManageAccounts;

/// <summary>
/// Accounts that nobody uses (长期未用的账号), GB/T 22239 8.1.4.2 c: told by the last login or, where there was none, by when the password was
/// set. They are disabled by the system administrator, never by themselves: a node whose administrators were away would lock itself.
/// </summary>
internal sealed class UnusedAccounts(IUnitsOfWork units, Accounts accounts, PasswordPolicies policies, IClock clock)
{
    private const string EndSessionsSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";

    /// <summary>An account whose rows or policy cannot be trusted is not called unused: it is shown as what it is.</summary>
    public async Task<bool> IsUnusedAsync(ISqlSession session, AccountRow row, CancellationToken ct)
    {
        var policy = await policies.OfAsync(session, row, ct);
        var login = await LoginAttempts.StandingAsync(session, row.AccountName, clock.Now, ct);
        var used = login.LastLoginAt is { } at && at > row.PasswordUtc ? at : row.PasswordUtc;
        return policy.IsSuccess && clock.Now.Minus(used) > TimeSpan.FromDays(policy.Value.InactiveDays);
    }

    public Task<Result<IReadOnlyList<string>>> DisableAsync(CommandContext context, CancellationToken ct) => units.RunAsync<IReadOnlyList<string>>(
        context,
        async (work, token) =>
        {
            var disabled = new List<string>();
            foreach (var listed in await Accounts.AllAsync(work, token))
            {
                // Judged again once it is held: the whole row is written, and somebody may have changed it since it was listed.
                if (!await MayDisableAsync(work, listed, token) || await accounts.TakeAsync(work, listed.UserId, token) is not { Error: null, Value: { } row } || !await MayDisableAsync(work, row, token))
                {
                    continue;
                }

                if ((await accounts.UpdateAsync(work, row.With(enabled: false), token)).Error is { } refused)
                {
                    return refused;
                }

                await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = row.UserId }, token);
                work.Audit(new AuditEntry(AccountCommands.InactiveKind, "account", row.UserId.ToString(CultureInfo.InvariantCulture), "长期未用,停用 " + row.AccountName));
                disabled.Add(row.AccountName);
            }

            return disabled;
        },
        ct);

    private async Task<bool> MayDisableAsync(IUnitOfWork work, AccountRow row, CancellationToken ct)
    {
        if (!row.IsEnabled || !accounts.IsIntact(row))
        {
            return false;
        }

        var audience = await policies.AudienceAsync(work, row, ct);
        return audience is { IsSuccess: true, Value: PasswordAudience.Staff } && await IsUnusedAsync(work, row, ct);
    }
}
