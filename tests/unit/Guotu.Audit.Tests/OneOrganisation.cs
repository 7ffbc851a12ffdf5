using Guotu.Identity.Contracts;

namespace Guotu.Audit.Tests;

/// <summary>The people of the office's tests: only its one organisation is asked for.</summary>
internal sealed class OneOrganisation : IPeople
{
    private static readonly Organisation Window = new(3, "610724-ck", "政务服务窗口", OrganisationKind.Window, null, "610724000000");

    public Task<Person?> FindAsync(long userId, CancellationToken ct) => throw new NotSupportedException();

    public Task<Person?> FindByAccountAsync(string account, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Person>> HoldersAsync(string postCode, long? organisationId, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<long, string>> NamesAsync(IReadOnlyCollection<long> userIds, CancellationToken ct) => throw new NotSupportedException();

    public Task<Organisation?> FindOrganisationAsync(string code, CancellationToken ct) => throw new NotSupportedException();

    public Task<Organisation?> FindOrganisationAsync(long organisationId, CancellationToken ct) =>
        Task.FromResult(organisationId == Window.Id ? Window : null);

    public Task<IReadOnlyList<Organisation>> OrganisationsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Organisation>>([Window]);

    public Task<IReadOnlyDictionary<string, string>> PostNamesAsync(CancellationToken ct) => throw new NotSupportedException();
}
