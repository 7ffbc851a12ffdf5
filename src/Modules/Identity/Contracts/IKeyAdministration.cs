using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>
/// The node's keys for the security administrator at the command line (密钥管理). The caller has checked the permission; every act is
/// recorded in the transaction that does it.
/// </summary>
public interface IKeyAdministration
{
    /// <summary>Every version of every key by name, as this node has it; nothing secret.</summary>
    IReadOnlyList<KeyLine> List();

    /// <summary>Id of the root key that wraps them, 16 hexadecimal digits.</summary>
    string RootId { get; }

    /// <summary>Adds the next version of a key; old versions stay for reading.</summary>
    /// <param name="context">Who.</param>
    /// <param name="name">Name of the purpose.</param>
    /// <param name="delay">Until it is written with: longer than the minute after which running nodes look for new keys.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    Task<Result<KeyLine>> RotateAsync(CommandContext context, string name, TimeSpan delay, CancellationToken ct);

    /// <summary>Adds the next version of a signing key as a pair inside the node's signing device, once that has proved that it signs.</summary>
    /// <param name="context">Who.</param>
    /// <param name="name">Name of the purpose.</param>
    /// <param name="index">Where the pair lies in the device, counted from 1.</param>
    /// <param name="delay">Until it is signed with.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    Task<Result<KeyLine>> UseDeviceAsync(CommandContext context, string name, uint index, TimeSpan delay, CancellationToken ct);

    /// <summary>Records that the root key was shared out, before a share is written.</summary>
    /// <param name="context">Who.</param>
    /// <param name="holders">Login names of the three who get a share.</param>
    /// <param name="ct">Stops before it is recorded.</param>
    Task<Result> RecordSharingAsync(CommandContext context, IReadOnlyList<string> holders, CancellationToken ct);

    /// <summary>Records that the root key was put under a cryptographic device, before its file is written.</summary>
    Task<Result> RecordDeviceAsync(CommandContext context, string library, CancellationToken ct);
}
