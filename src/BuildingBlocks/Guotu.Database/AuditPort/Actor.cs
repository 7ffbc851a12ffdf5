namespace Guotu.Database.AuditPort;

/// <summary>
/// Who acts (主体): a person with an account, or a named process of the platform working for one.
/// </summary>
/// <param name="UserId">Id of the account; 0 for a process.</param>
/// <param name="Account">Login name, or <c>process:NAME</c>.</param>
/// <param name="Name">Name as shown.</param>
/// <param name="OrganisationId">The account's organisation; 0 for a process.</param>
/// <param name="Channel">Way in: <c>web</c>, <c>cli</c>, <c>process</c>.</param>
/// <param name="Address">Network address or terminal.</param>
public sealed record Actor(long UserId, string Account, string Name, long OrganisationId, string Channel, string Address)
{
    public static Actor Process(string name) => new(0, "process:" + name, name, 0, "process", "local");
}
