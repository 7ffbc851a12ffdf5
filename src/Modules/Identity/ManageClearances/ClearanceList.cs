using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ManageClearances;

/// <summary>Everybody's label, and what labels are made of.</summary>
internal sealed record ClearancesView(LabelSchemeView Scheme, IReadOnlyList<ClearanceLine> People);

/// <summary>A person's label.</summary>
/// <param name="Label">Null where rows were altered behind the application: the account is then refused altogether.</param>
/// <param name="Administers">One of the three administrators: the label cannot be set.</param>
internal sealed record ClearanceLine(
    string Account, string Name, string Organisation, bool Enabled, bool Administers, LabelView? Label, string? Reason, string? SetBy, Instant? SetAt);

/// <summary>The list of the page (人员标记清单).</summary>
internal sealed class ClearanceList(IUnitsOfWork units, Accounts accounts, Clearances clearances, IPeople people)
{
    public async Task<ClearancesView> ReadAsync(CancellationToken ct)
    {
        var organisations = (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id, o => o.Name);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var all = await Accounts.AllAsync(session, ct);
        var names = all.ToDictionary(a => a.UserId, a => a.UserName);
        var lines = new List<ClearanceLine>();
        foreach (var account in all)
        {
            var administers = await clearances.AdministersAsync(session, account, ct);
            var found = await clearances.FindAsync(session, account, ct);
            var row = found.IsSuccess ? found.Value : null;
            var label = LabelScheme.Shipped.Floor.Join(row is null || (administers.IsSuccess && administers.Value) ? SecurityLabel.Lowest : row.Label);
            lines.Add(new ClearanceLine(
                account.AccountName, account.UserName, organisations.GetValueOrDefault(account.OrgId, string.Empty), account.IsEnabled, administers.IsSuccess && administers.Value,
                (administers.Error ?? found.Error) is null && accounts.IsIntact(account) ? LabelView.Of(label) : null,
                row?.ReasonText, row is null ? null : names.GetValueOrDefault(row.SetBy), row?.SetUtc));
        }

        return new ClearancesView(LabelSchemeView.Shipped, lines);
    }
}
