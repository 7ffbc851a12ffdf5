using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Store;

/// <summary>How holders of accounts are reached (联系方式): encrypted rows that only the pages of accounts read.</summary>
internal sealed class UserContacts(RowWriter rows)
{
    private const string Column = "contact_text";
    private const string AllSql = "SELECT user_id, contact_text, row_mac FROM id_user_contact";

    private static readonly ProtectedTable Table = new("id_user_contact", "user_id", [Column], new HashSet<string>([Column]), "row_mac");

    /// <summary>Brings the rows to the proof.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton<IProtectedRows>(new ProtectedRows<ContactRow>(UserContacts.Table, Opened));

    /// <summary>By account; null where the row is not as it was written.</summary>
    public async Task<IReadOnlyDictionary<long, string?>> AllAsync(ISqlSession session, CancellationToken ct) =>
        (await session.QueryAsync<ContactRow>(AllSql, null, ct)).ToDictionary(r => r.UserId, Read);

    /// <summary>Empty takes the contact away.</summary>
    public async Task<Result> WriteAsync(IUnitOfWork work, long userId, string contact, CancellationToken ct)
    {
        if (contact.Length == 0)
        {
            await rows.DeleteAsync(work, Table, userId, ct);
            return Result.Done;
        }

        var updated = await rows.UpdateAsync(work, Table, userId, ValuesOf(contact), ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, Table, userId, ValuesOf(contact), ct);
    }

    private string? Read(ContactRow row)
    {
        var text = rows.Decrypt(Table, Column, row.UserId, row.ContactText);
        return text.IsSuccess && rows.Verify(Table, row.UserId, ValuesOf(text.Value), row.RowMac).IsSuccess ? text.Value : null;
    }

    private static OpenedRow Opened(RowWriter rows, ContactRow row)
    {
        var text = rows.Decrypt(Table, Column, row.UserId, row.ContactText);
        return text.Error is { } closed
            ? new OpenedRow(row.UserId, row.RowMac, closed) { Closed = Column }
            : new OpenedRow(row.UserId, row.RowMac, Result<IReadOnlyList<RowValue>>.Of(ValuesOf(text.Value)));
    }

    private static IReadOnlyList<RowValue> ValuesOf(string contact) => [RowValue.Of(Column, contact)];

    private sealed class ContactRow
    {
        public long UserId { get; init; }

        /// <summary>As stored: encrypted.</summary>
        public string ContactText { get; init; } = string.Empty;

        public string RowMac { get; init; } = string.Empty;
    }
}
