using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Crypto.Keys;

/// <summary>
/// Owner and real place of a file, which .NET does not tell. statx has one layout on every processor; glibc 2.28 has it,
/// and so do Kylin V10 and UOS 20.
/// </summary>
internal static partial class UnixFiles
{
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;

    private static readonly byte[] NoPath = [0];

    public static uint EffectiveUser => EffectiveUserId();

    /// <summary>Owner of the open file itself, whatever its name has come to mean since.</summary>
    public static uint OwnerOf(SafeFileHandle file)
    {
        var buffer = new StatxBuffer();
        if (Statx(file, NoPath, EmptyPath, BasicStats, ref buffer) != 0)
            throw new IOException($"statx failed with errno {Marshal.GetLastPInvokeError()}");

        return buffer.UserId;
    }

    public static uint OwnerOfFolder(string path)
    {
        var buffer = new StatxBuffer();
        if (StatxPath(CurrentDirectory, path, 0, BasicStats, ref buffer) != 0)
            throw new IOException($"statx failed with errno {Marshal.GetLastPInvokeError()}");

        return buffer.UserId;
    }

    /// <summary>The path with every symbolic link followed; null where it does not exist.</summary>
    public static string? RealPath(string path)
    {
        var resolved = RealPath(path, 0);
        if (resolved == 0)
            return null;

        var text = Marshal.PtrToStringUTF8(resolved);
        Free(resolved);
        return text;
    }

    /// <summary>Makes a new name in the folder durable: .NET has no call for it.</summary>
    public static void SyncFolder(string path)
    {
        using var folder = new SafeFileHandle(Open(path, 0), ownsHandle: true);
        if (folder.IsInvalid || Sync(folder) != 0)
            throw new IOException($"The folder {path} could not be synced: errno {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(SafeFileHandle folder, byte[] path, int flags, uint mask, ref StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxPath(int folder, string path, int flags, uint mask, ref StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint pointer);

    /// <summary>struct statx: stx_uid stands at byte 20 of 256.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(20)]
        public uint UserId;
    }
}
