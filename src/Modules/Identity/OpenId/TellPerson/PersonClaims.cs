using Guotu.Hosting.Callers;
using Guotu.Identity.OpenId.Store;

namespace Guotu.Identity.OpenId.TellPerson;

/// <summary>What a system is told of a person (给出的资料): only what its granted scopes name, and of the roles only those it is registered for.</summary>
internal static class PersonClaims
{
    public static Dictionary<string, object> Of(Caller person, string subject, ClientRow client, IReadOnlyList<string> scopes)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject };
        if (scopes.Contains("profile"))
        {
            claims["name"] = person.Name;
        }

        if (scopes.Contains("account"))
        {
            claims["preferred_username"] = person.Account;
        }

        if (scopes.Contains("organisation"))
        {
            claims["organisation"] = person.OrganisationName;
            claims["region"] = person.RegionCode;
        }

        if (scopes.Contains("roles"))
        {
            claims["roles"] = client.Roles.Where(person.Roles.Contains).ToList();
        }

        return claims;
    }
}
