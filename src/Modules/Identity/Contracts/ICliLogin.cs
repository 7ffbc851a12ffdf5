using Guotu.Crypto;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>
/// Signs a person in for one run of the command line (<c>guotu … --as USER</c>), by the same checks, lock-out and audit as the
/// pages. The caller has the channel <c>cli</c> and no session.
/// </summary>
public interface ICliLogin
{
    Task<Result<Caller>> SignInAsync(LoginProof proof, CancellationToken ct);

    /// <summary>Changes the own password, also a first one, by the same rules as on the pages.</summary>
    Task<Result> ChangePasswordAsync(LoginProof proof, string wanted, CancellationToken ct);

    /// <summary>
    /// Begins to bind a dynamic password to the own account, which a person whose role needs one must do before anything else; answers the seed and
    /// its address, once. Changing a first password comes before.
    /// </summary>
    Task<Result<CliSeed>> StartBindingAsync(LoginProof proof, CancellationToken ct);

    /// <summary>Confirms the seed by a dynamic password of it; every session of the person ends.</summary>
    Task<Result> ConfirmBindingAsync(LoginProof proof, string code, CancellationToken ct);

    /// <summary>
    /// On a demonstration node, where no data is real: acts as the first person that holds the post, by name and in the audit trail.
    /// Any other node refuses.
    /// </summary>
    Task<Result<Caller>> ActAsHolderAsync(string postCode, CancellationToken ct);
}

/// <summary>What a person shows at a login (登录凭据).</summary>
/// <param name="Account">Login name.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Dynamic password, where the account has one; null or empty before it is asked for.</param>
public sealed record LoginProof(string Account, SecretText Password, string? Code)
{
    /// <summary>What the person's UKey signed, in the place of a dynamic password; null where none was used. A terminal has none.</summary>
    public CertificateAnswer? Certificate { get; init; }

    /// <summary>As a terminal gives it.</summary>
    public LoginProof(string account, string password, string? code)
        : this(account, SecretText.Of(password), code)
    {
    }
}

/// <summary>A new seed (种子), which only its owner may see.</summary>
/// <param name="Secret">Base32.</param>
/// <param name="Address">What a token's program reads, as an <c>otpauth</c> address.</param>
public sealed record CliSeed(string Secret, string Address);
