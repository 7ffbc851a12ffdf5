using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.SecondFactor;

/// <summary>Looks at the second factor of a login (第二因素) after the password was right. Where one is bound it is always asked for.</summary>
internal sealed class SecondFactorCheck(IUnitsOfWork units, OtpBindings bindings, IClock clock)
{
    private const int LongestCode = 20;

    public async Task<Result<FactorOutcome>> RunAsync(ISqlSession session, long userId, string? code, CancellationToken ct)
    {
        var found = await bindings.FindAsync(session, userId, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { IsConfirmed: true } binding)
        {
            return FactorOutcome.NotBound;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return FactorOutcome.Wanted;
        }

        var given = code.Trim();
        return given.Length <= LongestCode && DynamicPassword.StepOf(binding.Seed, given, clock.Now) is { } step && await UseAsync(userId, step, ct)
            ? FactorOutcome.Right
            : FactorOutcome.Wrong;
    }

    /// <summary>In its own transaction: what was shown once is used up, whatever becomes of the login.</summary>
    private Task<bool> UseAsync(long userId, long step, CancellationToken ct) =>
        units.RunUpkeepAsync("otp-step", (work, token) => OtpBindings.UseAsync(work, userId, step, token), ct);
}

/// <summary>What the second factor of a login was found to be.</summary>
internal enum FactorOutcome
{
    /// <summary>The account has none.</summary>
    NotBound,

    /// <summary>It has one and none was given.</summary>
    Wanted,

    Wrong,

    Right,
}
