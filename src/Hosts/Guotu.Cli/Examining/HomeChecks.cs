using System.Runtime.InteropServices;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.OneMap.TileCopies;

namespace Guotu.Cli.Examining;

/// <summary>The home folder itself: who may read it, files, first passwords, space on the disk.</summary>
internal sealed class HomeChecks(NodeSettings node)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public IEnumerable<Finding> Run() => [Runtime(), Home(), Files(), Checkpoints(), FirstPasswords(), Finding.Of(new DiskState(node).Look()), Finding.Of(TileCopyExamination.Of(node).Line(node))];

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);

    private static Finding Runtime() =>
        Finding.Good("runtime", "运行环境", $"{RuntimeInformation.FrameworkDescription},{RuntimeInformation.RuntimeIdentifier}");

    private Finding Home()
    {
        var mode = File.GetUnixFileMode(node.Home);
        return (mode & Others) == 0
            ? Finding.Good("home", "节点目录", $"权限 {Octal(mode)}")
            : Finding.Problem("home", "节点目录", $"权限 {Octal(mode)},运行平台的用户以外也能进入", $"chmod 700 {node.Home}");
    }

    private Finding Files()
    {
        var folder = new DirectoryInfo(node.FilesFolder);
        if (!folder.Exists)
        {
            return Finding.Good("files", "文件库", "还没有存过文件");
        }

        try
        {
            _ = folder.EnumerateFileSystemInfos().FirstOrDefault();
        }
        catch (UnauthorizedAccessException exception)
        {
            return Finding.Problem("files", "文件库", exception.Message, "把文件库交还给运行平台的用户");
        }

        var writable = (folder.UnixFileMode & UnixFileMode.UserWrite) != 0;
        return writable
            ? Finding.Good("files", "文件库", "能读写")
            : Finding.Problem("files", "文件库", $"权限 {Octal(folder.UnixFileMode)},不能写入", $"chmod 700 {node.FilesFolder}");
    }

    private Finding Checkpoints()
    {
        if (!File.Exists(node.CheckpointFile))
        {
            return Finding.Notice("checkpoints", "检查点文件", "没有", "新节点运行后会有;运行过的节点先查明它去了哪里,再启动平台");
        }

        var mode = File.GetUnixFileMode(node.CheckpointFile);
        return mode == OwnerOnly
            ? Finding.Good("checkpoints", "检查点文件", $"权限 {Octal(mode)}")
            : Finding.Problem("checkpoints", "检查点文件", $"权限 {Octal(mode)}", $"chmod 600 {node.CheckpointFile}");
    }

    private Finding FirstPasswords()
    {
        if (!File.Exists(node.FirstPasswordFile))
        {
            return Finding.Good("first-passwords", "首次口令文件", "没有");
        }

        var mode = File.GetUnixFileMode(node.FirstPasswordFile);
        return mode == OwnerOnly
            ? Finding.Notice("first-passwords", "首次口令文件", "还在", "全部人员改过首次口令之后删除它")
            : Finding.Problem("first-passwords", "首次口令文件", $"权限 {Octal(mode)},别人可能已经读过", "删除它,为其中的人员逐个重置口令");
    }
}
