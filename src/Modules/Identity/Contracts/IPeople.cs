namespace Guotu.Identity.Contracts;

/// <summary>People, posts and organisations as other modules see them (人员与机构). Answers come from the rows, not from a cache.</summary>
public interface IPeople
{
    Task<Person?> FindAsync(long userId, CancellationToken ct);

    Task<Person?> FindByAccountAsync(string account, CancellationToken ct);

    /// <summary>Enabled people who hold the post, in the order of their accounts.</summary>
    /// <param name="postCode">Such as <c>section-head</c>.</param>
    /// <param name="organisationId">Only people of this organisation itself; null for any.</param>
    /// <param name="ct">Cancels the reading.</param>
    Task<IReadOnlyList<Person>> HoldersAsync(string postCode, long? organisationId, CancellationToken ct);

    /// <summary>Names for display, also of disabled accounts; an unknown id is left out.</summary>
    Task<IReadOnlyDictionary<long, string>> NamesAsync(IReadOnlyCollection<long> userIds, CancellationToken ct);

    Task<Organisation?> FindOrganisationAsync(string code, CancellationToken ct);

    Task<Organisation?> FindOrganisationAsync(long organisationId, CancellationToken ct);

    /// <summary>All organisations, parents before children.</summary>
    Task<IReadOnlyList<Organisation>> OrganisationsAsync(CancellationToken ct);

    /// <summary>Chinese names of all posts by code.</summary>
    Task<IReadOnlyDictionary<string, string>> PostNamesAsync(CancellationToken ct);
}
