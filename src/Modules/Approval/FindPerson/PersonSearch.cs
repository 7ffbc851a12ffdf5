using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListCases;
using Guotu.Approval.Store;
using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;

namespace Guotu.Approval.FindPerson;

/// <summary>
/// 按证件号、电话查办件: the exact number only, by its blind indexes under every version of the key, within the caller's scope. Each hit is opened and
/// compared, so that an index edited behind the application's back leads to no other person. The search is recorded, with the beginning of the index
/// and without the number, before it is answered; the answer holds no personal data.
/// </summary>
public sealed class PersonSearch(IUnitsOfWork units, CaseFields fields, BlindIndex index, CaseLights lights)
{
    public const string Kind = "approval.person.search";
    private const int MarkLength = 8;

    private const string HitsSql =
        """
        SELECT x.case_id, f.field_id, f.hidden_text FROM ap_field_index x
        JOIN ap_case_field f ON f.field_id = x.field_id
        JOIN ap_case c ON c.case_id = x.case_id
        WHERE {scope:ap_case:c} AND x.kind_code = :p_kind AND x.index_hex IN :p_hexes
        ORDER BY x.case_id DESC LIMIT 500
        """;

    private const string CasesSql = "SELECT " + CaseRow.Columns + " FROM ap_case c WHERE {scope:ap_case:c} AND c.case_id IN :p_cases ORDER BY c.case_id DESC";

    public Task<Result<Page<CaseListItem>>> FindAsync(CommandContext context, string text, PageRequest page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        return units.RunAsync<Page<CaseListItem>>(context, (work, token) => FindAsync(work, text, page, token), ct);
    }

    private async Task<Result<Page<CaseListItem>>> FindAsync(IUnitOfWork work, string text, PageRequest page, CancellationToken ct)
    {
        if (text.Length > 60 || IndexedValue.Recognise(text) is not { } wanted)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "号码"), ("reason", "要写完整的身份证号或电话号码")) { Field = "number" };
        }

        var hexes = index.AllOf(wanted.Kind, wanted.Value);
        if (hexes.Error is { } noKey)
        {
            return noKey;
        }

        var cases = await CasesAsync(work, wanted, [.. hexes.Value.Select(v => v.Hex)], ct);
        if (cases.Error is { } unreadable)
        {
            return unreadable;
        }

        var found = cases.Value.Count == 0
            ? new Page<CaseRow>([], page.Number, page.Size, 0)
            : await work.PageAsync<CaseRow>(CasesSql, new { p_cases = cases.Value }, page, ct);
        var word = wanted.Kind == IndexedValue.IdNumber ? "身份证号" : "电话";
        work.Audit(new AuditEntry(Kind, "blind-index", hexes.Value[^1].Hex[..MarkLength], string.Create(CultureInfo.InvariantCulture, $"按{word}查办件,{found.Total} 件")));
        var shown = await lights.OfAsync(work, [.. found.Items.Select(r => new CaseFacts(r.CaseId, r.PromisedDays, r.StatutoryDays, r.ExtensionDays))], ct);
        return new Page<CaseListItem>([.. found.Items.Select(r => CaseListItem.Of(r, shown[r.CaseId]))], found.Number, found.Size, found.Total);
    }

    private async Task<Result<IReadOnlyList<long>>> CasesAsync(ISqlSession session, (string Kind, string Value) wanted, IReadOnlyList<string> hexes, CancellationToken ct)
    {
        var cases = new HashSet<long>();
        foreach (var hit in await session.QueryAsync<HitRow>(HitsSql, new { p_kind = wanted.Kind, p_hexes = hexes }, ct))
        {
            var value = fields.Open(hit.FieldId, hit.HiddenText ?? string.Empty);
            if (value.Error is { } unreadable)
            {
                return unreadable;
            }

            if (IndexedValue.Of(wanted.Kind, value.Value) == wanted.Value)
            {
                cases.Add(hit.CaseId);
            }
        }

        return cases.ToList();
    }

    private sealed class HitRow
    {
        public long CaseId { get; init; }

        public long FieldId { get; init; }

        public string? HiddenText { get; init; }
    }
}
