using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Database.Files;

/// <summary>A new, renamed or deleted file is durable only when its folder is synced: .NET has no call for it.</summary>
public static class SyncedFolder
{
    // O_DIRECTORY has another number on ARM64; plain reading opens a folder on both.
    private const int ReadOnly = 0;

    public static void Sync(string folder)
    {
        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid || Sync(handle) != 0)
        {
            throw new IOException($"The folder {folder} could not be synced: errno {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(SafeFileHandle handle);
}
