using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Launchers;

/// <summary>What a task's process does first, so that it outlives nobody and goes before others where memory is short.</summary>
public static class ParentWatch
{
    /// <summary>The environment variable in which a launcher tells a process whose child it is: the parent's process id.</summary>
    public const string Variable = "GMSA_PARENT";

    /// <summary>
    /// Both of what follows, for the parent that the environment names; the first alone where it names none. Between the two there may be
    /// no other process that stays: a shell or the like has to hand over with <c>exec</c>, or this process takes its parent for dead.
    /// </summary>
    public static void Begin()
    {
        GoFirst();
        if (int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var parent))
            DieWithParent(parent);
    }

    /// <summary>Lets Linux choose this process, and what it starts, before every other when memory ends. Elsewhere nothing.</summary>
    internal static void GoFirst()
    {
        const string Score = "/proc/self/oom_score_adj"; // proc(5): -1000 to 1000
        if (!File.Exists(Score)) return;
        try
        {
            File.WriteAllText(Score, "1000");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Some containers don't let it be changed; then the kernel chooses as it likes.
        }
    }

    /// <summary>
    /// Kills this process as soon as its parent has ended, however that ended; at once where it has already. On Linux the kernel does
    /// so (prctl(2), PR_SET_PDEATHSIG), and does so too when the thread of the parent ends that started this process; elsewhere a
    /// thread waits for the parent.
    /// </summary>
    internal static void DieWithParent(int parentPid)
    {
        if (OperatingSystem.IsLinux() && AskKernel(parentPid)) return;
        new Thread(() => WaitFor(parentPid)) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static bool AskKernel(int parentPid)
    {
        const int SetParentDeathSignal = 1, Kill = 9; // linux/prctl.h, signal(7)
        try
        {
            if (prctl(SetParentDeathSignal, Kill, 0, 0, 0) != 0) return false;
            if (getppid() != parentPid) KillSelf(); // It ended before the kernel was asked.
            return true;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static void WaitFor(int parentPid)
    {
        try
        {
            using var parent = Process.GetProcessById(parentPid);
            parent.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
        KillSelf();
    }

    private static void KillSelf()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    [DllImport("libc")]
    private static extern int prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [DllImport("libc")]
    private static extern int getppid();
}
