using System.Data.Common;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ImageCode;

/// <summary>Wrong logins by address (各地址的输错次数), over one hour from the first; who logs in rightly in between does not clear them.</summary>
internal sealed class AddressFailures(IUnitsOfWork units, IConnectionSource connections)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const string CountSql = "SELECT failure_count FROM id_login_address WHERE client_address = :p_address AND since_utc > :p_since";
    private const string AddSql = "UPDATE id_login_address SET failure_count = failure_count + 1 WHERE client_address = :p_address";
    private const string FirstSql = "INSERT INTO id_login_address (client_address, failure_count, since_utc) VALUES (:p_address, 1, :p_now)";
    private const string ForgetSql = "DELETE FROM id_login_address WHERE since_utc <= :p_since";

    public static async Task<int> CountAsync(ISqlSession session, string address, Instant now, CancellationToken ct) =>
        await session.SingleOrDefaultAsync<int?>(CountSql, new { p_address = address, p_since = now.Plus(-Kept) }, ct) ?? 0;

    public async Task AddAsync(string address, CancellationToken ct)
    {
        try
        {
            await units.RunUpkeepAsync("login-address", (work, token) => AddAsync(work, address, token), ct);
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            // Two first ones at once: the row is there now.
            await units.RunUpkeepAsync("login-address", (work, token) => AddAsync(work, address, token), ct);
        }
    }

    private static async Task<int> AddAsync(IUnitOfWork work, string address, CancellationToken ct)
    {
        await work.ExecuteAsync(ForgetSql, new { p_since = work.At.Plus(-Kept) }, ct);
        return await work.ExecuteAsync(AddSql, new { p_address = address }, ct) is > 0 and var added
            ? added
            : await work.ExecuteAsync(FirstSql, new { p_address = address, p_now = work.At }, ct);
    }
}
