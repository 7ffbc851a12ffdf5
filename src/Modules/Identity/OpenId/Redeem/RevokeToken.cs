using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>A system gives an access token back (RFC 7009). One that is unknown or of another system is none of its: nothing is done and nothing told.</summary>
internal sealed class RevokeToken(IUnitsOfWork units, SignOns signOns)
{
    public Task<Result> RunAsync(CallingSystem system, string accessToken, CancellationToken ct) => units.RunAsync(
        system.Command(OpenIdKinds.Revoke),
        async Task<Result> (work, token) =>
        {
            var found = await signOns.ByTokenAsync(work, accessToken, token);
            if (found.Error is { } noKey)
            {
                return noKey;
            }

            if (found.Value is { } row && row.ClientKey == system.Client.ClientKey)
            {
                await SignOns.EndAsync(work, row.SignOnId, token);
                work.Audit(new AuditEntry(OpenIdKinds.Revoke, "openid-sign-on", row.SignOnId.ToString(CultureInfo.InvariantCulture), "系统收回访问令牌"));
            }

            return Result.Done;
        },
        ct);
}
