using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes the login policy; a row whose MAC does not hold is refused.</summary>
internal sealed class LoginPolicies(RowWriter rows)
{
    private const long Only = 1;
    private const string FindSql = "SELECT account_failures, address_failures, changed_utc, row_mac FROM id_login_policy WHERE policy_id = 1";

    private static readonly ProtectedTable Table = new(
        "id_login_policy", "policy_id", ["account_failures", "address_failures", "changed_utc"], new HashSet<string>(), "row_mac");

    /// <summary>Brings the rows to the proof.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton<IProtectedRows>(
        ProtectedRows<PolicyRow>.Plain(LoginPolicies.Table, r => r.PolicyId, r => r.RowMac, r => ValuesOf(new LoginPolicy(r.AccountFailures, r.AddressFailures), r.ChangedUtc)));

    public async Task<Result<LoginPolicy>> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<PolicyRow>(FindSql, null, ct);
        if (row is null)
        {
            return LoginPolicy.Delivered;
        }

        var policy = new LoginPolicy(row.AccountFailures, row.AddressFailures);
        var intact = rows.Verify(Table, Only, ValuesOf(policy, row.ChangedUtc), row.RowMac);
        return intact.Error is { } tampered ? tampered : policy;
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, LoginPolicy policy, CancellationToken ct)
    {
        var values = ValuesOf(policy, work.At);
        var updated = await rows.UpdateAsync(work, Table, Only, values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, Table, Only, values, ct);
    }

    private static IReadOnlyList<RowValue> ValuesOf(LoginPolicy policy, Instant at) =>
    [
        RowValue.Of("account_failures", policy.AccountFailures),
        RowValue.Of("address_failures", policy.AddressFailures),
        RowValue.Of("changed_utc", at),
    ];

    private sealed class PolicyRow
    {
        public long PolicyId { get; init; } = Only;

        public int AccountFailures { get; init; }

        public int AddressFailures { get; init; }

        public Instant ChangedUtc { get; init; }

        public string RowMac { get; init; } = string.Empty;
    }
}
