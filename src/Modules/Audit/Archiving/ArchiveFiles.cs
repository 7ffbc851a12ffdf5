namespace Guotu.Audit.Archiving;

/// <summary>Why a file of an archive could not be read (归档文件读不了): the folder lies outside the database, and whatever happened to it is a finding and no fault.</summary>
internal static class ArchiveFiles
{
    /// <summary>Whether an exception is of the file and not of its content.</summary>
    public static bool Failed(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>In the words of a finding.</summary>
    public static string Words(string name, Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException
        ? $"{name} is away"
        : $"{name} cannot be read ({exception.GetType().Name})";
}
