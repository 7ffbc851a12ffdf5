using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>When the login page asks for an image code (登录策略): after wrong logins of the account, or from the address.</summary>
/// <param name="AccountFailures">Of one account, one after the other. Below the lock-out, or it would never be asked for.</param>
/// <param name="AddressFailures">From one address within an hour, whatever the accounts.</param>
public sealed record LoginPolicy(int AccountFailures, int AddressFailures)
{
    public static LoginPolicy Delivered { get; } = new(3, 10);

    public bool WantsImageCode(int ofAccount, int fromAddress) => ofAccount >= AccountFailures || fromAddress >= AddressFailures;
}

/// <summary>登录策略的界限: an image code after four wrong logins at the latest, since the fifth locks the account.</summary>
public static class LoginPolicyStaysInBounds
{
    public static Error? Breach(LoginPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Outside("accountFailures", "同一账号输错几次后", policy.AccountFailures, (1, 4))
            ?? Outside("addressFailures", "同一地址输错几次后", policy.AddressFailures, (3, 50));
    }

    private static Error? Outside(string field, string title, int value, (int Least, int Most) bounds) =>
        value < bounds.Least || value > bounds.Most
            ? new Error(KernelErrors.FieldInvalid, ("field", title), ("reason", $"要在 {bounds.Least} 到 {bounds.Most} 之间")) { Field = field }
            : null;
}
