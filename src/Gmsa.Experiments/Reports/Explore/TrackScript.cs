namespace Gmsa.Experiments.Reports;

/// <summary>
/// The script of a track's page, which works without it: it moves a line over all pictures with the sound, and a click or drag on a
/// picture to that place of the sound. No &lt; and no &amp; in it, since the page is XML too.
/// </summary>
internal static class TrackScript
{
    public static readonly string Source = """
        (function () {
          'use strict';
          const root = document.documentElement, audio = document.querySelector('audio');
          const seconds = Number(audio.dataset.seconds);
          const show = function () { root.style.setProperty('--at', 100 * audio.currentTime / seconds + '%'); };
          const follow = function () { show(); if (!audio.paused) requestAnimationFrame(follow); };
          audio.addEventListener('play', follow);
          audio.addEventListener('seeking', show);
          audio.addEventListener('timeupdate', show);
          document.querySelectorAll('.seek .canvas').forEach(function (canvas) {
            const seek = function (event) {
              const box = canvas.getBoundingClientRect();
              audio.currentTime = seconds * Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
              show();
            };
            canvas.addEventListener('click', seek);
            canvas.addEventListener('pointermove', function (event) { if (event.buttons === 1) seek(event); });
          });
          root.classList.add('live');
        })();
        """.ReplaceLineEndings("\n");
}
